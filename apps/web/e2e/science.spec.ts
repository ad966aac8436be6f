import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desk, expectSound, launchBrowser, looks, phone, visit } from './browser.ts'
import { openShared, waitUntilCalm } from './stack.ts'

// What the body and the training come to: the pages with their figures, the entry of ten seconds, why a number is what it is.

let browser: Browser
let athlete: Awaited<ReturnType<typeof openShared>>

beforeAll(async () => {
  ;[athlete, browser] = await Promise.all([openShared(inject('sharedStackUrl')), launchBrowser()])
}, 240_000)
afterAll(async () => {
  await browser?.close()
})

const pages: [path: string, shows: { ko: RegExp; en: RegExp }][] = [
  ['/recovery', { ko: /잠빚/, en: /Sleep debt/ }],
  ['/fitness', { ko: /예상 기록/, en: /Expected times/ }],
  ['/fitness?sport=bike&days=42', { ko: /최고 파워 곡선/, en: /Best power curve/ }],
  [`/fitness/year/${new Date().getFullYear()}`, { ko: /달마다/, en: /Month by month/ }],
  ['/swim', { ko: /비슷한 수영과 견주기/, en: /Among like swims/ }],
  ['/back-test', { ko: /규칙 하나하나/, en: /Rule by rule/ }],
  ['/settings/notices', { ko: /점검 시각/, en: /Time of the check/ }],
]

describe.each(looks)('$width px $theme $locale', (look) => {
  test.each(pages)('%s is sound', async (path, shows) => {
    const { page, problems, close } = await visit(browser, athlete.baseUrl, look, athlete)
    await page.goto(path)
    await page.getByText(shows[look.locale]).first().waitFor({ state: 'attached' })
    await page.waitForTimeout(150)
    await expectSound(page)
    expect(await page.locator('[role=alert]').count()).toBe(0)
    expect(problems).toEqual([])
    await close()
  })
})

test('the journal takes one tap, and the sheet the rest, by keys as well', async () => {
  const { page, problems, close } = await visit(browser, athlete.baseUrl, phone, athlete)
  await page.goto('/')
  const ko = phone.locale === 'ko'
  const began = Date.now()
  await page.getByRole('radio', { name: ko ? /^4, 좋아요/ : /^4, Good/ }).check()
  await page.getByText(ko ? '적어 뒀어요' : 'Kept').waitFor()
  await page.getByRole('button', { name: ko ? /더 적/ : /Write more/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet
    .getByRole('radio', { name: ko ? /^2/ : /^2/ })
    .nth(1)
    .focus()
  await page.keyboard.press('Space')
  await sheet.getByLabel(ko ? /체중/ : /Weight/).fill('70.2')
  await expectSound(page)
  await sheet.getByRole('button', { name: ko ? '저장' : 'Save' }).click()
  await sheet.waitFor({ state: 'hidden' })
  expect(Date.now() - began).toBeLessThan(10_000)
  const { today } = await athlete.appliance.get<{ today: string }>('/dashboard/summary')
  const { days } = await athlete.appliance.get<{ days: object[] }>(`/journal?from=${today}&to=${today}`)
  expect(days).toMatchObject([{ localDate: today, feeling: 4, fatigue: 2, weightKg: 70.2, isIll: null }])
  expect(problems).toEqual([])
  await close()
})

/** Figures with a digit in them that neither are recorded facts (`data-given`, links) nor lead to their explanation. */
const unexplained = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main td, main dd, main .figure')].flatMap((figure) => {
      const copy = figure.cloneNode(true) as HTMLElement
      for (const given of copy.querySelectorAll('a, [data-given], .why, .quiet, .only-read, button')) given.remove()
      const isTold = figure.closest('[data-given], .why, a, button, details:not([open])') !== null
      const isMarked = figure.closest('dl > div')?.querySelector('.why') != null
      return isTold || isMarked || !/\d/.test(copy.textContent) ? [] : [figure.textContent.trim()]
    }),
  )

test.each([
  '/',
  '/recovery',
  '/fitness',
  '/fitness?sport=bike',
  '/fitness?sport=swim',
  '/swim',
  '/calendar',
  '/activities',
  '/settings',
  'run',
  'pool_swim',
  'bike',
])('every derived figure of %s leads to its explanation, and there is one', async (path) => {
  const { page, problems, close } = await visit(browser, athlete.baseUrl, desk, athlete)
  const { activities } = await athlete.appliance.get<{ activities: { id: number; sport: string }[] }>(
    '/activities?limit=200',
  )
  const activity = activities.find(({ sport }) => sport === path)
  await page.goto(path.startsWith('/') ? path : `/activities/${activity?.id}`)
  await page.locator('main .why').first().waitFor()
  await page.waitForLoadState('networkidle')
  expect(await unexplained(page)).toEqual([])
  const subjects = await page
    .locator('main .why')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-about')))
  for (const subject of new Set(subjects)) {
    const answer = await page.request.get(`/api/v1/explain/${subject}`)
    expect(answer.status(), `${subject}`).toBe(200)
    const why = (await answer.json()) as { formula: string }
    expect(why, `${subject}`).toMatchObject({ source: expect.stringMatching(/\S/), version: expect.any(Number) })
    expect(why.formula, `${subject}`).not.toBe('')
  }
  expect(problems).toEqual([])
  await close()
})

test.each([phone, desk])('a figure opens its explanation and takes the keys back at $width px', async (look) => {
  const { page, problems, close } = await visit(browser, athlete.baseUrl, look, athlete)
  for (const path of ['/fitness', '/recovery']) {
    await page.goto(path)
    const marks = page.locator('main .why:visible')
    await marks.first().waitFor()
    for (const at of [0, Math.floor((await marks.count()) / 2), (await marks.count()) - 1]) {
      await marks.nth(at).click()
      const panel = page.getByRole('dialog')
      await panel.getByText('계산식').waitFor()
      expect(await panel.locator('.equation').innerText()).not.toMatch(/[a-z]+_[a-z]+|[a-z][A-Z]/)
      if (at === 0) await expectSound(page)
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'hidden' })
      expect(await marks.nth(at).evaluate((mark) => mark === document.activeElement)).toBe(true)
    }
  }
  expect(problems).toEqual([])
  await close()
})

test('a day is found by keys among the squares of years, and opens its week; the year is a picture', async () => {
  const { page, problems, close } = await visit(browser, athlete.baseUrl, desk, athlete)
  await page.goto('/fitness')
  const squares = page.getByRole('slider', { name: '하루 한 칸으로 그린 달력' })
  await squares.focus()
  await page.keyboard.press('ArrowLeft')
  const said = await squares.getAttribute('aria-valuetext')
  await page.keyboard.press('ArrowUp')
  expect(await squares.getAttribute('aria-valuetext')).not.toBe(said)
  await page.getByRole('navigation', { name: '무엇을 셀까요' }).getByRole('link', { name: '훈련 부하' }).click()
  await page.waitForURL(/of=load/)
  await expectSound(page)
  await squares.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/calendar\?week=\d{4}-\d\d-\d\d$/)
  await page.goto(`/fitness/year/${new Date().getFullYear()}`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '그림으로 저장' }).click()
  expect((await download).suggestedFilename()).toMatch(/^runningcoach-\d{4}\.png$/)
  expect(problems).toEqual([])
  await close()
})

test('a chart is a table as well, and a file', async () => {
  const { page, close } = await visit(browser, athlete.baseUrl, desk, athlete)
  await page.goto('/recovery')
  const section = page.locator('section', { has: page.getByRole('heading', { name: '밤사이 HRV' }) })
  await section.getByRole('button', { name: '표로 보기' }).click()
  await section.getByRole('columnheader', { name: '7일 평균' }).waitFor()
  const download = page.waitForEvent('download')
  await section.getByRole('button', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toBe('runningcoach-hrv.csv')
  await close()
})

test('a threshold that changes tells how far it is, and changes what depends on it and nothing else', async () => {
  const { page, problems, close } = await visit(browser, athlete.baseUrl, desk, athlete)
  const { activities } = await athlete.appliance.get<{
    activities: { id: number; sport: string; localDate: string }[]
  }>('/activities?limit=200')
  const day = activities.find(({ sport }) => sport === 'run')?.localDate ?? ''
  const metricsOf = async (wanted: string) => {
    const id = activities.find(({ sport }) => sport === wanted)?.id
    const { metrics } = await athlete.appliance.get<{ metrics: { metricId: string; value: number | null }[] }>(
      `/activities/${id}`,
    )
    return new Map(metrics.map(({ metricId, value }) => [metricId, value]))
  }
  const [run, swim] = [await metricsOf('run'), await metricsOf('pool_swim')]
  let isShown = false
  await page.route('**/api/v1/me/recompute', (route) =>
    isShown ? route.continue() : route.fulfill({ json: { isRunning: true, done: 30, total: 120, daysFrom: null } }),
  )
  await page.goto('/settings#lthr_bpm')
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
  isShown = true
  const row = page.locator('#lthr_bpm')
  await row.getByRole('textbox').first().fill('150')
  await row.getByLabel('부터').fill(day)
  await row.getByRole('button', { name: '저장' }).click()
  await row.getByText('150').first().waitFor()
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  await waitUntilCalm(athlete.appliance)
  const [after, swimAfter] = [await metricsOf('run'), await metricsOf('pool_swim')]
  const changed = [...run].filter(([id, value]) => after.get(id) !== value).map(([id]) => id)
  expect(changed).toEqual(expect.arrayContaining(['hr_tss', 'trimp_lucia']))
  expect(changed.filter((id) => !/hr_tss|zones|lucia|load/.test(id))).toEqual([])
  expect(swimAfter.get('s_tss')).toBe(swim.get('s_tss'))
  expect(problems).toEqual([])
  await close()
})

test('mail is set up, told without its password, and taken away', async () => {
  const { page, problems, close } = await visit(browser, athlete.baseUrl, desk, athlete)
  await page.goto('/settings/notices')
  const mail = page.locator('section', { has: page.getByRole('heading', { name: '메일' }) })
  await mail.getByRole('button', { name: '설정하기' }).click()
  await mail.getByLabel('메일 서버').fill('mail.example.com')
  await mail.getByLabel('비밀번호').fill('a secret of the server')
  await mail.getByLabel('보내는 주소').fill('coach@example.com')
  await mail.getByLabel('받는 주소').fill('haneul@example.com')
  await mail.getByRole('button', { name: '저장' }).click()
  await mail.getByText('haneul@example.com').waitFor()
  expect(await page.content()).not.toContain('a secret of the server')
  await expectSound(page)
  await mail.getByRole('button', { name: '지우기' }).click()
  await mail.getByRole('button', { name: '설정하기' }).waitFor()
  expect(problems).toEqual([])
  await close()
})
