import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectSound, follow, launchBrowser, lookName, phone, visit, type Visit } from './browser.ts'
import { answerGarmin, connectionStates, syncStates } from './garmin-states.ts'
import { type Questions, questionsOf } from './questions.ts'
import { plainPaths, routePaths } from './routes.ts'
import { inviteAthlete, inviteWhoStopped, openShared, type Seeded } from './stack.ts'

// Every page in every state, on the phone: while it waits, when the server fails it and after that, for somebody who has
// nothing yet, and when what it tells is old. The pages are the folders of routes; a new one has to be named here.

const look = { ...phone, locale: 'ko' as const }
let browser: Browser
let house: Awaited<ReturnType<typeof openShared>>
/** Has an account and nothing else. */
let newcomer: Seeded

beforeAll(async () => {
  ;[house, browser] = await Promise.all([openShared(inject('sharedStackUrl')), launchBrowser()])
  newcomer = await inviteAthlete(house, 'newcomer')
}, 240_000)
afterAll(async () => {
  await browser?.close()
})

/** Who is not in yet sees one of these. */
const doors = ['/login', '/welcome', '/join']
/** Ask the server nothing, or stand without its answer: they neither wait nor fail. */
const silent = ['/more', '/plans/new', '/plans/import', '/compare']

/** What stands there while there is nothing, and what can be done about it; or why the page is no different then. */
const nothingYet: Record<string, [says: RegExp, next: RegExp] | string> = {
  '/': [/첫 기록을 기다리고 있어요/, /기록 가져오기/],
  '/activities': [/첫 기록을 기다리고 있어요/, /기록 가져오기/],
  '/activities/[id]': [/요약만 있는 활동이에요/, /고치기/],
  '/back-test': [/되짚어 볼 기록이 없어요/, /기록 가져오기/],
  '/calendar': [/이 달에는 아직 기록이 없어요/, /기록 가져오기/],
  '/coach': [/아직 대화가 없어요/, /km 계획 세워 줘/],
  '/compare': [/비교할 활동을 골라 주세요/, /활동 고르러 가기/],
  '/connections': [/Garmin을 연결해 주세요/, /연결하기/],
  '/fitness': [/첫 기록을 기다리고 있어요/, /기록 가져오기/],
  '/fitness/year/[year]': [/2015년에는 기록이 없어요/, /체력/],
  '/guidelines': [/아직 올린 문서가 없어요/, /문서 올리기/],
  '/guidelines/[id]': 'is there or not',
  '/import': [/아직 가져온 것이 없어요/, /파일 고르기/],
  '/map': [/아직 그릴 길이 없어요/, /기록 가져오기/],
  '/more': 'is a menu',
  '/plans': [/아직 계획이 없어요/, /계획 만들기/],
  '/plans/[id]': 'is there or not',
  '/plans/[id]/[key]': 'is there or not',
  '/plans/import': 'is a form',
  '/plans/new': 'is a form',
  '/recovery': [/아직 밤 기록이 없어요/, /기록 가져오기/],
  '/settings': [/아직 없어요/, /적기/],
  '/settings/ai': [/아무것도 나가지 않아요/, /저장/],
  '/settings/notices': [/내 메일 서버\(SMTP\)로 보내요/, /설정하기/],
  '/settings/security': [/아직 만든 토큰이 없어요/, /만들기/],
  '/status': 'tells of the appliance',
  '/swim': [/수영 기록이 아직 없어요/, /기록 가져오기/],
  '/sync': [/아직 연결한 곳이 없어요/, /연결로 가기/],
  '/work': [/밀린 일이 없어요/, /다시 읽기/],
}

/** Addresses of one thing, and the emptiest such thing of the newcomer; made when the pages without have been seen. */
const things: Record<string, () => Promise<string>> = {
  '/activities/[id]': async () => `/activities/${await writeByHand(3)}`,
  '/compare?ids=': async () => `/compare?ids=${await writeByHand(2)},${await writeByHand(1)}`,
  '/fitness/year/[year]': () => Promise.resolve('/fitness/year/2015'),
  '/guidelines/[id]': async () => {
    await newcomer.appliance.upload(
      '/guidelines/documents?name=note.md',
      new TextEncoder().encode('# 쉬는 날\n쉬어요.'),
    )
    const { documents } = await newcomer.appliance.get<{ documents: { id: string }[] }>('/guidelines/documents')
    return `/guidelines/${documents[0]?.id}`
  },
  '/plans/[id]': async () => `/plans/${(await draftPlan()).id}`,
  '/plans/[id]/[key]': async () => {
    const { id, weeks } = await draftPlan()
    return `/plans/${id}/${weeks.flatMap(({ workouts }) => workouts)[0]?.key}`
  },
}
const writeByHand = async (daysAgo: number): Promise<number> => {
  const startedAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const json = { sport: 'run', startedAt, durationS: 1800 }
  return (await newcomer.appliance.send<{ id: number }>('POST', '/activities', json)).id
}
interface Plan {
  id: string
  weeks: { workouts: { key: string }[] }[]
}
const draftPlan = async (): Promise<Plan> => {
  const json = {
    goal: { kind: 'fitness', raceDate: null, targetS: null, note: null },
    start: new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE'),
    weeks: 4,
    title: '체력 기르기',
    locale: 'ko',
    availability: { minutes: [null, 60, 60, 60, null, 60, 90] },
  }
  return (await newcomer.appliance.send<{ plan: Plan }>('POST', '/plans/generate', json)).plan
}

test('every page is in the list', () => {
  const pages = routePaths.map((path) => path || '/').filter((path) => !doors.includes(path))
  expect(Object.keys(nothingYet).sort()).toEqual(pages.sort())
  const ofThings = pages.filter((path) => path.includes('['))
  expect(Object.keys(things)).toEqual(expect.arrayContaining(ofThings))
})

/** Figures that say zero where there is nothing, and frames around no picture. */
const hollow = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...[...document.querySelectorAll<HTMLElement>('main .figure, main dd')]
      .filter((figure) => figure.offsetParent !== null && /^0(?:[.:]0+)*(?: \D+)?$/.test(figure.innerText.trim()))
      .map((figure) => `${figure.closest('section')?.querySelector('h2')?.innerText}: ${figure.innerText.trim()}`),
    ...[...document.querySelectorAll('main canvas')].map((canvas) => canvas.closest('section')?.id ?? 'a canvas'),
  ])

/** From the top of the page by keys alone: over the menu into the content, and what has the focus is seen to have it. */
async function expectKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const focused = () =>
    page.evaluate(() => {
      const found = document.activeElement as HTMLElement
      const { outlineStyle, outlineWidth } = getComputedStyle(found)
      const inside = [
        ...document.querySelectorAll<HTMLElement>(
          'main :is(a[href], button, input, select, textarea, summary, [tabindex="0"])',
        ),
      ].filter((each) => each.checkVisibility() && !each.matches(':disabled, [tabindex="-1"]'))
      return {
        isSkip: found.matches('.skip') && found.getBoundingClientRect().top >= 0,
        isMain: found.matches('main'),
        isFirst: inside.length === 0 || found === inside[0],
        // A field that is not drawn itself shows it on its label.
        isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
        what: found.outerHTML.slice(0, 120),
      }
    })
  await page.keyboard.press('Tab')
  expect(await focused()).toMatchObject({ isSkip: true, isSeen: true })
  await page.keyboard.press('Enter')
  expect(await focused()).toMatchObject({ isMain: true })
  await page.keyboard.press('Tab')
  expect(await focused()).toMatchObject({ isFirst: true, isSeen: true })
}

describe(`states at ${lookName(look)}`, () => {
  let visitor: Visit
  let questions: Questions
  beforeAll(async () => {
    visitor = await visit(browser, house.baseUrl, look, newcomer)
    questions = await questionsOf(visitor.page)
    await visitor.page.goto('/more')
    await visitor.page.getByRole('heading', { name: '더보기' }).waitFor()
  })
  afterAll(() => visitor?.close())

  const alerts = () => visitor.page.locator('main [role=alert]')
  const arrive = async (at: string): Promise<void> => {
    await follow(visitor.page, at)
    await visitor.page.waitForURL((url) => url.pathname + url.search + url.hash === at)
  }

  /** The shape of what comes, then what went wrong and what is safe; a press, and all is there. */
  async function waitAndFail(address: string): Promise<void> {
    const { page } = visitor
    questions.hold()
    await follow(page, address)
    await page.locator('main .waiting').first().waitFor()
    await expectSound(page)

    await questions.fail()
    await alerts().first().waitFor()
    expect(await page.locator('main .waiting').count()).toBe(0)
    expect(await alerts().first().innerText()).toMatch(/불러오지 못했어요[\s\S]*기록은 안전해요[\s\S]*unavailable/)
    await expectSound(page)

    questions.answer()
    await page.getByRole('button', { name: '다시 시도' }).first().click()
    await expect.poll(() => alerts().count()).toBe(0)
  }

  async function expectNothing(path: string, says: RegExp, next: RegExp): Promise<void> {
    const { page } = visitor
    await page.getByText(says).filter({ visible: true }).first().waitFor()
    const ways = page.locator('main').locator('a, button').filter({ hasText: next, visible: true })
    expect(await ways.count()).toBeGreaterThan(0)
    // How many files have been read is told there, and it is none.
    expect(path === '/work' ? [] : await hollow(page)).toEqual([])
  }

  test.each([...plainPaths, ...Object.keys(things)])(
    '%s waits, fails, works again, says what is missing',
    async (path) => {
      const { page, problems } = visitor
      const address = (await things[path]?.()) ?? path
      // From elsewhere: a page that leads to itself is there before its navigation is over, which then takes the focus.
      await arrive(path === '/more' ? '/plans/new' : '/more')
      await (silent.includes(path) ? arrive(address) : waitAndFail(address))
      await page.locator('.waiting').first().waitFor({ state: 'detached' })
      const nothing = nothingYet[path]
      if (Array.isArray(nothing)) await expectNothing(path, ...nothing)
      await expectSound(page)
      await expectKeys(page)
      expect(problems.splice(0).filter((problem) => !/status of 503/.test(problem))).toEqual([])
    },
  )
})

describe('old', () => {
  /** Pages whose figures age, and how they say so. */
  const aging: Record<string, RegExp> = {
    '/': /마지막 운동 기록은 .*(이에요|예요)/,
    '/fitness': /마지막 운동 기록은 .*(이에요|예요)/,
    '/calendar': /마지막 운동 기록은 .*(이에요|예요)/,
    '/recovery': /마지막 밤 기록은 .*(이에요|예요)/,
    '/connections': /마지막으로 받은 지 오래됐어요/,
    '/sync': /마지막으로 맞춘 지 오래됐어요/,
  }
  /** Why the rest has no such state. */
  const ageless: Record<string, string[]> = {
    'lists what happened on its day': [
      '/activities',
      '/activities/[id]',
      '/compare',
      '/map',
      '/swim',
      '/back-test',
      '/fitness/year/[year]',
    ],
    'is asked anew each time it is looked at, and tells the time of what it found': ['/status', '/work', '/import'],
    'is what somebody wrote or chose': [
      '/plans',
      '/plans/[id]',
      '/plans/[id]/[key]',
      '/coach',
      '/guidelines',
      '/guidelines/[id]',
      '/settings',
      '/settings/ai',
      '/settings/notices',
      '/settings/security',
    ],
    'has no figures': ['/more', '/plans/new', '/plans/import'],
  }

  test('every page ages, or it is said why not', () => {
    expect([...Object.keys(aging), ...Object.values(ageless).flat()].sort()).toEqual(Object.keys(nothingYet).sort())
  })

  test('figures say how old they are', async () => {
    const stopped = await inviteWhoStopped(house, 'stopped')
    const { page, problems, close } = await visit(browser, house.baseUrl, look, stopped)
    const daysAgo = (count: number): string => new Date(Date.now() - count * 86_400_000).toISOString()
    const { open } = connectionStates
    await answerGarmin(page, {
      connection: { ...open, doors: open.doors.map((door) => ({ ...door, lastSuccessAt: daysAgo(5) })) },
      sync: { ...syncStates.idle, syncedAt: daysAgo(5) },
    })
    await page.goto('/more')
    for (const [path, says] of Object.entries(aging)) {
      await follow(page, path)
      await page.getByText(says).first().waitFor()
      await expectSound(page)
    }
    expect(problems).toEqual([])
    await close()
  })
})

test('before anybody is in: who finds no server is told, and goes on from there', async () => {
  const { page, close } = await visit(browser, house.baseUrl, look)
  let isDown = false
  await page.route('**/api/v1/**', (route) => (isDown ? route.fulfill({ status: 503, body: '' }) : route.continue()))
  for (const path of ['/', '/welcome', '/join']) {
    isDown = true
    await page.goto(path)
    await page.getByText('오류 코드 unavailable').waitFor()
    await expectSound(page)
    isDown = false
    await page.getByRole('button', { name: '다시 시도' }).click()
    await page.getByRole('heading', { name: path === '/join' ? '없는 초대예요' : '다시 만나서 반가워요' }).waitFor()
  }
  await close()
})
