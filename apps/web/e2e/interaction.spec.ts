import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, expectSound, launchBrowser, phone, visit } from './browser.ts'
import { packZip } from '../../sandbox/src/zip.ts'
import { activityFiles, seedAthlete, type Seeded, type Stack, startStack, waitUntilCalm } from './stack.ts'

// What people do with the pages: point, drag, type, press keys, go back.

let stack: Stack
let browser: Browser
let athlete: Seeded
let runId: number

interface Listed {
  activities: { id: number; sport: string }[]
}
interface Samples {
  series: { channel: string; timeS: number[]; value: (number | null)[] }[]
}

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  athlete = await seedAthlete(stack, 75)
  const { activities } = await athlete.appliance.get<Listed>('/activities?limit=200')
  runId = activities.find(({ sport }) => sport === 'run')?.id ?? 0
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

const openRun = async (look = desk) => {
  const visitor = await visit(browser, stack.baseUrl, look, athlete)
  await visitor.page.goto(`/activities/${runId}`)
  await visitor.page.getByRole('slider').waitFor()
  await visitor.page.locator('canvas').first().waitFor()
  return visitor
}
const spoken = (page: Page): Promise<string | null> => page.getByRole('slider').getAttribute('aria-valuetext')

test('one cursor reads all lanes at the same moment, and the map follows', async () => {
  const { page, problems, close } = await openRun()
  const surface = page.getByRole('slider')
  const box = await surface.boundingBox()
  if (!box) throw new Error('the chart has no size')
  await page.mouse.move(box.x + box.width * 0.5, box.y + 60)
  const at = Number(await surface.getAttribute('aria-valuenow'))
  const samples = await athlete.appliance.get<Samples>(`/activities/${runId}/samples?points=2000`)
  const hr = samples.series.find(({ channel }) => channel === 'hrBpm')
  if (!hr) throw new Error('the run has a heart rate')
  const nearest = hr.timeS.reduce(
    (best, time, i) => (Math.abs(time - at) < Math.abs((hr.timeS[best] ?? 0) - at) ? i : best),
    0,
  )
  expect(await spoken(page)).toMatch(new RegExp(`심박 ${hr.value[nearest]}\\sbpm`))
  expect(await page.locator('.plot .dot').count()).toBe(await page.locator('.plot canvas').count())
  expect(await page.locator('svg circle.cursor').count()).toBe(1)
  expect(problems).toEqual([])
  await close()
})

test('the cursor moves by keys: a sample, a minute, to both ends', async () => {
  const { page, close } = await openRun()
  const surface = page.getByRole('slider')
  const now = async (): Promise<number> => Number(await surface.getAttribute('aria-valuenow'))
  await surface.focus()
  await page.keyboard.press('Home')
  expect(await now()).toBe(0)
  await page.keyboard.press('Shift+ArrowRight')
  expect(await now()).toBe(60)
  await page.keyboard.press('ArrowLeft')
  expect(await now()).toBeLessThan(60)
  await page.keyboard.press('End')
  expect(await now()).toBe(Number(await surface.getAttribute('aria-valuemax')))
  await close()
})

test('dragging selects and measures, double click zooms, Escape goes back', async () => {
  const { page, close } = await openRun()
  const surface = page.getByRole('slider')
  const box = await surface.boundingBox()
  if (!box) throw new Error('the chart has no size')
  const y = box.y + 40
  await page.mouse.move(box.x + box.width * 0.25, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 5 })
  await page.mouse.up()
  await page.getByText('고른 구간').waitFor()
  const whole = Number(await surface.getAttribute('aria-valuemax'))
  await surface.dblclick({ position: { x: box.width * 0.4, y: 40 } })
  expect(Number(await surface.getAttribute('aria-valuemax'))).toBeLessThan(whole)
  await surface.focus()
  await page.keyboard.press('Escape')
  expect(Number(await surface.getAttribute('aria-valuemax'))).toBe(whole)
  await close()
})

test('a lap in the table is the same stretch in the chart; distance is an axis as well', async () => {
  const { page, close } = await openRun()
  await page.getByRole('row').nth(2).getByRole('button').click()
  await page.locator('.selection').first().waitFor()
  await page.getByRole('button', { name: '거리', exact: true }).click()
  await page.getByRole('slider').focus()
  await page.keyboard.press('End')
  expect(await spoken(page)).toContain('km')
  await page.getByRole('button', { name: '표로 보기' }).click()
  await page.getByRole('region', { name: '표로 보기' }).waitFor()
  await expectSound(page)
  await close()
})

test('on the phone a finger moves the cursor, and selects when asked to', async () => {
  const { page, close } = await openRun(phone)
  const surface = page.getByRole('slider')
  await surface.scrollIntoViewIfNeeded()
  await surface.tap({ position: { x: 120, y: 200 } })
  expect(await page.locator('.overlay .cursor').count()).toBe(1)
  await close()
})

test('filters are the address; the next page comes by scrolling; going back finds the place', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/activities')
  await page.getByRole('combobox', { name: '종목' }).selectOption('run')
  await page.waitForURL('**/activities?sport=run')
  await page.getByRole('combobox', { name: '종목' }).selectOption('')
  await page.waitForURL('**/activities')
  // Of a long list only what is near the screen is there; each row says its place in it.
  const rows = page.locator('li[data-kind=activity]')
  await rows.first().waitFor()
  expect(await rows.count()).toBeLessThan(50)
  const placeOf = async (row: typeof rows): Promise<number> => Number(await row.getAttribute('data-row'))
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 4000)
        return placeOf(rows.last())
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(55)
  const chosen = rows.nth(-4)
  await chosen.scrollIntoViewIfNeeded()
  const at = await page.evaluate(() => scrollY)
  expect(at).toBeGreaterThan(1500)
  await chosen.getByRole('link').click()
  await page.waitForURL(/\/activities\/\d+$/)
  await page.getByText('원본').first().waitFor()
  await page.goBack()
  await expect.poll(() => page.evaluate(() => scrollY), { timeout: 10_000 }).toBeGreaterThan(at / 2)
  await expect.poll(() => placeOf(rows.last())).toBeGreaterThan(50)
  await close()
})

test('a session without a file, then its name and effort, then away with it', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/activities')
  await page.getByRole('button', { name: '직접 적기' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption('hike')
  await dialog.getByLabel('시간', { exact: true }).fill('1시간 30분')
  await dialog.getByRole('button', { name: '저장' }).click()
  await page.waitForURL(/\/activities\/\d+$/)
  await page.getByText('1:30:00').waitFor()
  await page.getByText('요약만 있는 활동이에요').waitFor()
  await page.getByRole('button', { name: '고치기' }).click()
  await dialog.getByLabel('이름').fill('<b>북한산</b>')
  await dialog.getByRole('button', { name: '6', exact: true }).click()
  await dialog.getByRole('button', { name: '저장' }).click()
  await page.getByRole('heading', { name: '<b>북한산</b>' }).waitFor()
  await page.getByText('6/10').waitFor()
  await page.getByRole('button', { name: '지우기' }).click()
  await dialog.getByRole('button', { name: '지우기' }).click()
  await page.waitForURL('**/activities')
  await close()
})

test('an import pauses where it is, goes on when asked, and reads everything', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/import')
  const files = activityFiles(400).slice(-150)
  const archive = Buffer.from(packZip(files))
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles([{ name: 'years.zip', mimeType: 'application/zip', buffer: archive }])
  const batch = page.locator('.batch').filter({ hasText: 'years.zip' })
  const progress = batch.getByText(`${files.length + 1}개 가운데`)
  await progress.waitFor()
  await batch.getByRole('button', { name: '잠깐 멈춤' }).click()
  await batch.getByText('멈춰 있어요').waitFor()
  // What was being read is read to its end.
  await page.waitForTimeout(1500)
  const stopped = await progress.innerText()
  await page.waitForTimeout(1500)
  expect(await progress.innerText()).toBe(stopped)
  await expectSound(page)
  await batch.getByRole('button', { name: '이어 하기' }).click()
  await batch.getByText('모두 읽었어요').waitFor({ timeout: 50_000 })
  await close()
  await waitUntilCalm(athlete.appliance)
})

test('a threshold changes from a day on and stays in the history', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/settings#threshold_speed_mps')
  const row = page.locator('#threshold_speed_mps')
  await row.getByLabel(/역치 페이스/).fill('431')
  await row.getByRole('button', { name: '저장' }).click()
  await row.getByText(`4'31"`).first().waitFor()
  await row.getByRole('button', { name: '고치기' }).click()
  await row.getByRole('row', { name: /4'31"/ }).getByRole('button').click()
  await expect.poll(() => row.getByText(`4'31"`).count()).toBe(0)
  await close()
  await waitUntilCalm(athlete.appliance)
})

test('the language changes everything, the theme stays after a reload', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, { ...desk, locale: 'ko' }, athlete)
  await page.goto('/settings')
  await page.getByRole('button', { name: '어둡게' }).click()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await page.getByRole('link', { name: '오늘' }).click()
  await page.getByText('최근 활동').waitFor()
  await page.reload()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await page.getByText('최근 활동').waitFor()
  await expectSound(page)
  await close()
  const english = await visit(browser, stack.baseUrl, { ...desk, locale: 'en' }, athlete)
  await english.page.goto('/')
  await english.page.getByText('Latest activities').waitFor()
  const korean = await english.page.evaluate(() => {
    const texts = [...document.querySelectorAll('main :not(b, b *, title)')].filter(
      ({ childElementCount }) => childElementCount === 0,
    )
    return texts.map(({ textContent }) => textContent).filter((text) => /[가-힣]/.test(text))
  })
  expect(korean).toEqual([])
  await english.close()
})

test('what happened while the line was down is there when it is back', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/')
  await page.getByText('최근 활동').waitFor()
  await page.context().setOffline(true)
  await athlete.appliance.send('POST', '/activities', {
    sport: 'walk',
    startedAt: new Date(Date.now() - 3_600_000).toISOString(),
    durationS: 1800,
    name: '끊긴 동안의 산책',
  })
  await page.context().setOffline(false)
  await page.getByText('끊긴 동안의 산책').waitFor({ timeout: 20_000 })
  await close()
})

test('the map of all ways is moved by hand and by keys, and a way on it leads to its activity', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/map')
  const map = page.getByRole('application')
  await map.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('+')
  await page.keyboard.press('Home')
  await page.getByRole('button', { name: '달리기', exact: true }).click()
  const box = (await map.boundingBox())!
  const picked = page.getByRole('status').getByRole('link')
  // The run of every day is a loop: somewhere at half its height it is crossed.
  for (let x = 20; x < box.width - 60 && (await picked.count()) === 0; x += 20)
    await page.mouse.click(box.x + x, box.y + box.height / 2)
  await picked.click()
  await page.waitForURL(/\/activities\/\d+$/)
  expect(problems).toEqual([])
  await close()
})

test('a few letters find a page, an activity, an action; keys have a sheet and a switch', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, { ...desk, locale: 'ko' }, athlete)
  await page.goto('/status')
  await page.getByText('데이터베이스').first().waitFor()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: '찾거나 바로 하기' })
  await field.waitFor()
  await expectSound(page)
  await page.keyboard.type('ㄷㄹ')
  await page.getByRole('option', { name: '달력' }).waitFor()
  await field.fill('동기화')
  await page.getByRole('option', { name: /지금 동기화/ }).waitFor()
  await field.fill('수영')
  await page
    .getByRole('option', { name: /수영.*km/ })
    .first()
    .waitFor()
  await expectSound(page)
  await field.fill('없는 것을 찾아요')
  await page.getByText('찾는 것이 없어요').waitFor()
  await field.fill('달력')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/calendar')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)

  await page.keyboard.press('?')
  await page.getByRole('heading', { name: '키보드 단축키' }).waitFor()
  await expectSound(page)
  await page.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: '키보드 단축키' }).waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  expect(await page.getByRole('heading', { name: '키보드 단축키' }).count()).toBe(0)
  expect(problems).toEqual([])
  await close()

  const phoned = await visit(browser, stack.baseUrl, { ...phone, locale: 'ko' }, athlete)
  await phoned.page.goto('/')
  await phoned.page.getByRole('button', { name: '찾기' }).click()
  await phoned.page.getByRole('option', { name: '달력' }).waitFor()
  await expectSound(phoned.page)
  await phoned.page.getByRole('option', { name: '새 계획 만들기' }).click()
  await phoned.page.waitForURL('**/plans/new')
  await phoned.close()
})
