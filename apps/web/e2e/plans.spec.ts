import { addDays, mondayOf } from '@rc/domain'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, expectSound, launchBrowser, looks, phone, visit } from './browser.ts'
import { seedAthlete, type Seeded, type Stack, startStack } from './stack.ts'

// From a goal to an approved plan on the calendar, moved by keyboard and by mouse, and one workout rewritten.

let stack: Stack
let browser: Browser
let athlete: Seeded
let planPath: string

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  athlete = await seedAthlete(stack, 45)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

async function tickAndApprove(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox', { name: '확인했어요' }).all()) await box.check()
  await page.getByRole('button', { name: '확정하기' }).click()
  await page.getByText('확정한 계획이에요').waitFor()
}

test('a goal becomes a draft, the draft is looked at and approved', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/plans')
  await page.getByRole('link', { name: '계획 만들기' }).first().click()
  await page.getByRole('radio', { name: '체력 기르기' }).check()
  await expectSound(page)
  await page.getByRole('button', { name: '초안 만들기' }).click()
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/)
  planPath = new URL(page.url()).pathname
  await page.getByText('아직 초안이에요').waitFor()
  await expectSound(page)
  await tickAndApprove(page)
  expect(await page.getByText('시계로 보내려면 Garmin 계정에 로그인해 두어야 해요.').count()).toBe(1)
  expect(problems).toEqual([])
  await close()
}, 60_000)

test('the load is told as one types, in blocks and in text; the change waits for its approval', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto(planPath)
  const all = page.locator('details a')
  await all.first().click()
  await page.getByRole('heading', { name: '이렇게 되면' }).waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: '글', exact: true }).click()
  const text = page.getByRole('textbox', { name: '글' })
  await text.fill('- 10m intensity=warmup\n\n4x\n- 1km 5:30-5:50/km pace\n- 90s intensity=recovery\n\n- 10m')
  expect(await page.locator('dl').innerText()).toMatch(/부하/)
  await text.fill('- nonsense')
  await page.getByText('1번째 줄을 읽지 못했어요.').waitFor()
  await text.fill('- 20m 6:30-7:00/km pace')
  await page.getByRole('button', { name: '바꾸기' }).click()
  await page.waitForURL(new RegExp(`${planPath}$`))
  await page.getByText(/바꾼 내용을 아직 확정하지 않았어요/).waitFor()
  await page.getByRole('button', { name: /판으로 되돌리기/ }).click()
  await page.getByText(/바꾼 내용을 아직/).waitFor({ state: 'visible' })
  expect(await all.count()).toBeGreaterThan(5)
  await close()
}, 60_000)

test('on the calendar planned is hollow; space and arrows move it, and the mouse does', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  const { plans } = await athlete.appliance.get<{ plans: { startsOn: string }[] }>('/plans')
  const month = addDays(plans[0]!.startsOn, 8).slice(0, 7)
  await page.goto(`/calendar?month=${month}`)
  const card = page.locator('td[data-date] a[aria-keyshortcuts]').nth(2)
  await card.waitFor()
  await expectSound(page)
  const dayOf = () => card.locator('xpath=ancestor::td').getAttribute('data-date')
  const before = await dayOf()
  const title = await card.locator('.title').innerText()
  await card.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: '되돌리기' }).waitFor()
  const moved = page.locator(`td[data-date="${addDays(before!, 1)}"]`)
  await moved.getByText(title.trim()).first().waitFor()
  await page.getByRole('button', { name: '되돌리기' }).click()
  await page.locator(`td[data-date="${before}"]`).getByText(title.trim()).first().waitFor()
  const [from, to] = [
    await card.boundingBox(),
    await page.locator(`td[data-date="${addDays(before!, 1)}"]`).boundingBox(),
  ]
  await page.mouse.move(from!.x + 20, from!.y + 20)
  await page.mouse.down()
  await page.mouse.move(to!.x + 30, to!.y + 60, { steps: 6 })
  await page.mouse.up()
  await moved.getByText(title.trim()).first().waitFor()
  expect(problems).toEqual([])
  await close()
}, 60_000)

test('a week: a copy by keys, a session left out with its reason, and a finger that rests picks up', async () => {
  const { plans } = await athlete.appliance.get<{ plans: { startsOn: string }[] }>('/plans')
  const monday = addDays(mondayOf(plans[0]!.startsOn), 7)
  const onDesk = await visit(browser, stack.baseUrl, desk, athlete)
  await onDesk.page.goto(`/calendar?week=${monday}`)
  const cards = onDesk.page.locator('td[data-date] a[aria-keyshortcuts]')
  await cards.first().waitFor()
  await expectSound(onDesk.page)
  const before = await cards.count()
  await cards.first().focus()
  await onDesk.page.keyboard.press('c')
  await onDesk.page.getByText(/복사본을 집었어요/).waitFor({ state: 'attached' })
  await onDesk.page.keyboard.press('ArrowRight')
  await onDesk.page.keyboard.press('Space')
  await expect.poll(() => cards.count()).toBe(before + 1)
  await onDesk.page.getByRole('button', { name: '되돌리기' }).click()
  await expect.poll(() => cards.count()).toBe(before)
  await onDesk.page
    .getByRole('button', { name: /옮기기, 복사, 빼기/ })
    .first()
    .click()
  const dialog = onDesk.page.getByRole('dialog')
  await dialog.getByRole('button', { name: '건너뛰기' }).first().click()
  await dialog.getByRole('radio', { name: '여행이나 출장' }).check()
  await expectSound(onDesk.page)
  await dialog.getByRole('button', { name: '건너뛰기' }).last().click()
  await expect.poll(() => cards.count()).toBeLessThan(before)
  await onDesk.page.getByRole('button', { name: '되돌리기' }).click()
  await expect.poll(() => cards.count()).toBe(before)
  expect(onDesk.problems).toEqual([])
  await onDesk.close()

  const { page, problems, close } = await visit(browser, stack.baseUrl, phone, athlete)
  await page.goto(`/calendar?week=${monday}`)
  const card = page.locator('td[data-date] a[aria-keyshortcuts]').first()
  await card.waitFor()
  await expectSound(page)
  const date = (await card.locator('xpath=ancestor::td').getAttribute('data-date')) as string
  const target = page.locator(`td[data-date="${addDays(date, 1)}"]`).first()
  const box = async (of: typeof card) => {
    const found = (await of.boundingBox())!
    return { x: found.x + Math.min(60, found.width / 2), y: found.y + found.height / 2 }
  }
  // What waits for approval stands above the week: once it is there, nothing moves any more.
  await page.getByRole('button', { name: '되돌리기' }).waitFor()
  await card.evaluate((each) => each.scrollIntoView({ block: 'center' }))
  const line = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    line.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  // A page that is read again under the finger lets go of what it held: one tries again.
  const held = page.locator('a.held')
  for (let tries = 0; tries < 5 && (await held.count()) === 0; tries++) {
    if (tries > 0) await touch('touchEnd', [])
    await card.evaluate((each) => each.scrollIntoView({ block: 'center' }))
    await touch('touchStart', [await box(card)])
    await held.waitFor({ timeout: 3000 }).catch(() => {})
  }
  await held.waitFor()
  const to = await box(target)
  await touch('touchMove', [{ x: to.x, y: to.y - 8 }])
  await touch('touchMove', [to])
  await page.locator('td.takes').first().waitFor()
  await touch('touchEnd', [])
  await page.getByRole('button', { name: '되돌리기' }).click()
  await expect.poll(() => card.locator('xpath=ancestor::td').getAttribute('data-date')).toBe(date)
  expect(problems).toEqual([])
  await close()
}, 90_000)

test.each(looks)(
  'every page of plans is sound: %o',
  async (look) => {
    const { page, problems, close } = await visit(browser, stack.baseUrl, look, athlete)
    for (const path of ['/plans', '/plans/new', planPath]) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
      await expectSound(page)
    }
    expect(problems).toEqual([])
    await close()
  },
  90_000,
)

test('a plan of another chat is pasted, read, and kept as a draft; a summary of oneself is there to be copied', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/plans')
  await page.getByRole('link', { name: '계획 가져오기' }).first().click()
  await page.getByText('먼저 내 기록 요약 복사하기').click()
  await page.getByText(/## 최근 6주/).waitFor()
  await page
    .getByRole('textbox', { name: '계획 붙여 넣기' })
    .fill('1주차\n화: 이지런 6km\n목: 신나게 놀기\n토: 회복 조깅 30분')
  await page.getByRole('button', { name: '읽어 보기' }).click()
  await page.getByRole('heading', { name: '훈련 2개를 알아봤어요' }).waitFor()
  await page.getByText('어떤 훈련인지 알 수 없어요').waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: '초안으로 담기' }).click()
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/)
  await page.getByText('아직 초안이에요').waitFor()
  expect(problems).toEqual([])
  await close()
})

test('guidelines are asked in one’s own words, and a document of one’s own is found too', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/guidelines')
  await page.locator('input[type=file]').setInputFiles({
    name: 'club.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from('# 트랙 예절\n1번 레인은 인터벌을 뛰는 사람에게 양보해요.'),
  })
  await page.getByRole('link', { name: 'club.md 읽기' }).waitFor()
  const question = page.getByRole('searchbox', { name: '궁금한 것을 그대로 물어보세요' })
  await question.fill('트랙 레인 예절')
  await question.press('Enter')
  await page.getByRole('heading', { name: /트랙 예절/ }).waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: 'club.md 지우기' }).click()
  await page.getByRole('button', { name: '지우기', exact: true }).click()
  await page.getByText('아직 올린 문서가 없어요.').waitFor()
  // What an answer cites is opened.
  await page.goto('/guidelines#taper')
  await page.getByText(/41~60% 줄이면/).waitFor()
  expect(problems).toEqual([])
  await close()
})
