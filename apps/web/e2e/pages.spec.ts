import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desk, expectSound, launchBrowser, lookName, looks, phone, visit, type Visit } from './browser.ts'
import { plainPaths } from './routes.ts'
import { openShared } from './stack.ts'

// Every page with an athlete's real months behind it, in every look; then every state a page can be in.

let browser: Browser
let athlete: Awaited<ReturnType<typeof openShared>>
let ids: { run: number; swim: number; strength: number; runs: string }

interface Listed {
  activities: { id: number; sport: string }[]
}

beforeAll(async () => {
  ;[athlete, browser] = await Promise.all([openShared(inject('sharedStackUrl')), launchBrowser()])
  const { activities } = await athlete.appliance.get<Listed>('/activities?limit=200')
  const latest = (sport: string): number => activities.find((activity) => activity.sport === sport)?.id ?? 0
  const runs = activities.flatMap(({ id, sport }) => (sport === 'run' ? [id] : []))
  ids = {
    run: latest('run'),
    swim: latest('pool_swim'),
    strength: latest('strength'),
    runs: runs.slice(0, 3).join(','),
  }
}, 240_000)
afterAll(async () => {
  await browser?.close()
})

const pages: [name: string, path: () => string, shows: { ko: RegExp; en: RegExp }][] = [
  ['today', () => '/', { ko: /최근 활동/, en: /Latest activities/ }],
  ['activities', () => '/activities', { ko: /km/, en: /km/ }],
  [
    'activities narrowed down',
    () => '/activities?q=%E3%84%B7%E3%84%B9%E3%84%B1&minDistanceM=3000&maxSpeedMps=6&source=fit',
    { ko: /조건 3개/, en: /3 filters/ },
  ],
  ['compare', () => `/compare?ids=${ids.runs}`, { ko: /합계와 차이/, en: /Totals and differences/ }],
  ['a run', () => `/activities/${ids.run}`, { ko: /가장 빠른 구간/, en: /Best efforts/ }],
  ['a swim', () => `/activities/${ids.swim}`, { ko: /수영 한 길이마다/, en: /Length by length/ }],
  ['a strength session', () => `/activities/${ids.strength}`, { ko: /원본/, en: /Sources/ }],
  [
    'an activity that is gone',
    () => '/activities/999999',
    { ko: /이미 지웠을 수 있어요/, en: /may have been deleted/ },
  ],
  ['the calendar', () => '/calendar', { ko: /주 합계/, en: /Week/ }],
  ['the map of all', () => '/map', { ko: /지나온 길 \d+개/, en: /\d+ tracks on one map/ }],
  ['the chat', () => '/coach', { ko: /무엇을 목표로 하고 있어요/, en: /What are you aiming for/ }],
  ['the settings of AI', () => '/settings/ai', { ko: /가격표/, en: /Dollars for a million tokens/ }],
  ['the guidelines', () => '/guidelines', { ko: /한 번에 달리는 거리/, en: /The longest single run/ }],
  ['bringing a plan', () => '/plans/import', { ko: /계획 붙여 넣기/, en: /Paste the plan/ }],
  ['more', () => '/more', { ko: /작업 현황/, en: /Background jobs|Jobs/ }],
  ['import', () => '/import', { ko: /garmin|Garmin/, en: /Garmin/ }],
  ['work', () => '/work', { ko: /초 단위 기록/, en: /Samples/ }],
  ['status', () => '/status', { ko: /데이터베이스/, en: /Database/ }],
  ['settings', () => '/settings', { ko: /역치 파워/, en: /Threshold power/ }],
  ['an address that is none', () => '/nowhere', { ko: /아무것도 없어요/, en: /nothing at this address/ }],
]

/** Looked at with words of their own, above and in the files of their parts; any other page is found by itself. */
const named = new Set(
  `/ /activities /calendar /map /more /import /work /status /settings
   /recovery /fitness /swim /back-test /settings/notices /connections /sync /settings/security`.split(/\s+/),
)

describe.each(looks)('$width px $theme $locale', (look) => {
  let visitor: Visit
  beforeAll(async () => {
    visitor = await visit(browser, athlete.baseUrl, look, athlete)
  })
  afterAll(() => visitor?.close())

  /** The browser itself reports an answer 404 as an error. */
  const expectNoProblem = (): void =>
    expect(visitor.problems.splice(0).filter((problem) => !/status of 404/.test(problem))).toEqual([])

  test.each(pages)('%s is sound', async (_, path, shows) => {
    const { page } = visitor
    await page.goto(path())
    await page.getByText(shows[look.locale]).first().waitFor({ state: 'attached' })
    await page.locator('.waiting').first().waitFor({ state: 'detached' })
    await expectSound(page)
    expectNoProblem()
  })

  test.each(plainPaths.filter((path) => !named.has(path)))('%s is sound', async (path) => {
    const { page } = visitor
    await page.goto(path)
    await page.locator('main .crumb').waitFor({ state: 'attached' })
    await page.locator('.waiting').first().waitFor({ state: 'detached' })
    await expectSound(page)
    expect(await page.locator('main [role=alert]').count()).toBe(0)
    expectNoProblem()
  })

  test('the login is sound', async () => {
    const { page, problems, close } = await visit(browser, athlete.baseUrl, look)
    await page.goto('/login')
    await page.getByRole('button', { name: look.locale === 'ko' ? '로그인' : 'Log in' }).waitFor()
    await expectSound(page)
    expect(problems).toEqual([])
    await close()
  })
})

describe(`states at ${lookName(phone)}`, () => {
  const ko = phone.locale === 'ko'

  test('without a server the page says so', async () => {
    const { page, close } = await visit(browser, athlete.baseUrl, phone, athlete)
    await page.goto('/activities')
    await page.getByText(/km/).first().waitFor()
    await page.route('**/api/v1/sync-jobs*', (route) => route.abort())
    await page.getByRole('link', { name: ko ? '더보기' : 'More' }).click()
    await page.getByRole('link', { name: ko ? '작업' : 'Jobs' }).click()
    await page.getByText(/offline/).waitFor()
    await expectSound(page)
    await close()
  })

  test('empty: a filter that finds nothing offers the way back', async () => {
    const { page, close } = await visit(browser, athlete.baseUrl, phone, athlete)
    await page.goto('/activities?q=zzz')
    await page.getByRole('link', { name: ko ? '조건 지우기' : 'Clear the filters' }).waitFor()
    await expectSound(page)
    await close()
  })

  test('a threshold that is missing leads to where it is set; an import of long ago is told', async () => {
    const { page, close } = await visit(browser, athlete.baseUrl, phone, athlete)
    await page.route('**/api/v1/dashboard/summary', async (route) => {
      const answer = await route.fetch()
      const summary = (await answer.json()) as object
      const lastImportAt = '2026-01-01T00:00:00.000Z'
      await route.fulfill({ json: { ...summary, lastImportAt, missingThresholds: ['css_mps'] } })
    })
    await page.goto('/')
    await page.getByText(ko ? '그 뒤의 운동은 아직 숫자에 없어요.' : 'What you did since').waitFor()
    const link = page.getByRole('link', { name: ko ? '적으러 가기' : 'Set it' })
    expect(await link.getAttribute('href')).toBe('/settings#css_mps')
    await close()
  })

  test('the night: when the backup was last proved, and what to do when it was not', async () => {
    const { page, close } = await visit(browser, athlete.baseUrl, phone, athlete)
    const proof = (level: string, code: string) => ({
      part: 'proof',
      level,
      code,
      facts: { at: '2026-01-02T18:12:00.000Z', failedAt: '2026-01-03T18:12:00.000Z' },
    })
    let now = proof('good', 'proof_ok')
    await page.route('**/api/v1/status', async (route) => {
      const answer = await route.fetch()
      const status = (await answer.json()) as { checks: { part: string }[] }
      const checks = status.checks.map((check) => (check.part === 'proof' ? now : check))
      await route.fulfill({ json: { ...status, checks } })
    })
    await page.goto('/status')
    await page.getByText(ko ? /1월 3일 \(토\) 오전 3:12에 백업을/ : /3 January.* 03:12: the backup/).waitFor()
    await expectSound(page)
    for (const code of ['proof_failed', 'proof_old']) {
      now = proof('bad', code)
      await page.reload()
      await page.getByText('restore-drill').waitFor()
      await expectSound(page)
    }
    await close()
  })

  test('an activity with damaged sources says so in words', async () => {
    const { page, close } = await visit(browser, athlete.baseUrl, phone, athlete)
    const { activities } = await athlete.appliance.get<{ activities: { id: number; flags: string[] }[] }>(
      '/activities?limit=200',
    )
    await page.goto(`/activities/${activities.find(({ flags }) => flags.includes('truncated'))?.id}`)
    await page
      .getByText(ko ? '파일이 중간에 끊겼어요' : 'File is cut off')
      .first()
      .waitFor()
    await expectSound(page)
    await close()
  })
})

describe('the list and the recording are changed', () => {
  const ko = phone.locale === 'ko'

  test('with a thumb: several are chosen and compared', async () => {
    const { page, problems, close } = await visit(browser, athlete.baseUrl, phone, athlete)
    await page.goto('/activities?sport=run')
    await page.getByRole('button', { name: ko ? '고르기' : 'Select' }).click()
    const boxes = page.locator('li[data-kind=activity] input[type=checkbox]')
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await page.getByText(ko ? '2개 골랐어요' : '2 selected').waitFor()
    await expectSound(page)
    await page.getByRole('link', { name: ko ? '비교' : 'Compare' }).click()
    await page.getByText(ko ? '합계와 차이' : 'Totals and differences').waitFor()
    expect(problems).toEqual([])
    await close()
  })

  test('sorted by distance, tagged, found by the tag; two are laid over one another by laps', async () => {
    const { page, problems, close } = await visit(browser, athlete.baseUrl, desk, athlete)
    await page.goto('/activities?sport=run')
    await page.getByRole('combobox', { name: '정렬' }).selectOption('distance')
    await page.waitForURL(/sort=distance/)
    await page.locator('li[data-kind=month]').first().waitFor({ state: 'detached' })
    const far = await page.locator('li[data-kind=activity] .distance').allInnerTexts()
    const km = far.map((text) => Number.parseFloat(text))
    expect(km).toEqual(km.toSorted((a, b) => b - a))
    await page.getByRole('button', { name: '고르기' }).click()
    const boxes = page.locator('li[data-kind=activity] input[type=checkbox]')
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await page.getByRole('button', { name: '태그' }).click()
    await page.getByLabel('태그 하나').fill('#긴 달리기')
    await expectSound(page)
    await page.getByRole('button', { name: '붙이기' }).click()
    await page
      .getByText(/#긴 달리기/)
      .first()
      .waitFor()
    await page.goto('/activities?tag=%EA%B8%B4%20%EB%8B%AC%EB%A6%AC%EA%B8%B0')
    await expect.poll(() => page.locator('li[data-kind=activity]').count()).toBe(2)
    expect(await page.getByRole('combobox', { name: '태그' }).inputValue()).toBe('긴 달리기')
    await page.goto(`/compare?ids=${ids.runs}&by=lap`)
    await page.getByRole('heading', { name: '랩마다' }).waitFor()
    await expectSound(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '그림으로 저장' }).click()
    await (await download).saveAs(`${process.env['RC_TEST_PICTURES'] ?? '/tmp'}/runningcoach-compare.png`)
    expect(problems).toEqual([])
    await close()
  })

  test('with the keyboard: the list is walked, a run is trimmed and made whole again', async () => {
    const { page, problems, close } = await visit(browser, athlete.baseUrl, desk, athlete)
    await page.goto('/activities?sport=run')
    await page.locator('li[data-kind=activity] a').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('고친 기록').waitFor()
    const surface = page.getByRole('slider').first()
    await surface.focus()
    await page.keyboard.press('Home')
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Space')
    await page.keyboard.press('End')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: '이 구간만 남기기' }).click()
    await expectSound(page)
    await page.getByRole('button', { name: '이대로 고치기' }).click()
    await page.getByText(/부터 .* 남겼어요/).waitFor()
    await page.getByRole('button', { name: '되돌리기' }).click()
    await page.getByText('되돌렸어요').waitFor()
    expect(problems).toEqual([])
    await close()
  })
})

describe('what opens over a page', () => {
  test.each([phone, desk])('the method of a number at $width px', async (look) => {
    const { page, close } = await visit(browser, athlete.baseUrl, look, athlete)
    await page.goto(`/activities/${ids.run}`)
    await page.getByRole('button', { name: look.locale === 'ko' ? /^훈련 부하/ : /^Training load/ }).click()
    const panel = page.getByRole('dialog')
    await panel.getByText(look.locale === 'ko' ? '계산식' : 'Method').waitFor()
    await expectSound(page)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await close()
  })

  test.each([phone, desk])('the dialogs at $width px', async (look) => {
    const { page, close } = await visit(browser, athlete.baseUrl, look, athlete)
    /** What opens is fetched first: nothing is pressed before it is there. */
    const press = async (ko: string, en: string) => {
      await page
        .getByRole('button', { name: look.locale === 'ko' ? ko : en })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
    }
    await page.goto(`/activities/${ids.run}`)
    await press('고치기', 'Edit')
    await expectSound(page)
    await page.keyboard.press('Escape')
    await press('지우기', 'Delete')
    await expectSound(page)
    await page.goto('/activities')
    await press('직접 적기', 'Add by hand')
    await expectSound(page)
    await page.goto('/settings#ftp_w')
    await page.getByRole('textbox').first().waitFor()
    await expectSound(page)
    await close()
  })
})
