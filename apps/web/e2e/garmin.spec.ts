import { addDays } from '@rc/domain'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { garminHosts } from '../../sandbox/src/garmin/hosts.ts'
import { startGarmin, type RunningGarmin } from '../../sandbox/src/garmin/start-garmin.ts'
import { desk, expectSound, launchBrowser, phone, visit } from './browser.ts'
import { settleAthlete, type Seeded, type Stack, startStack } from './stack.ts'

// From no door to a history that has come in, against an emulated Garmin: the key, the login with its code, what is refused.

const haneul = { email: 'haneul@example.test', password: 'a secret of haneul', seed: 1, years: 0.04 }
const bada = { email: 'bada@example.test', password: 'a secret of bada', seed: 2, years: 0.03, mfa: 'email' as const }

let garmin: RunningGarmin
let stack: Stack
let browser: Browser
let athlete: Seeded

beforeAll(async () => {
  garmin = await startGarmin({ accounts: [haneul, bada] })
  Object.assign(process.env, {
    ...garminHosts(garmin.url),
    RC_GARMIN_PACE_MS: '0',
  })
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  athlete = await settleAthlete(stack)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  await garmin?.close()
})

test('a key that Garmin refuses is told; a good one brings the history, day by day', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/connections')
  const official = page.getByRole('article', { name: '공식 키' })
  await official.getByLabel('개인 키').fill('GCDC_nobody-made-this-one')
  await official.getByRole('button', { name: '연결하기' }).click()
  await official.getByText('Garmin이 이 키를 받아 주지 않아요').waitFor()
  await expectSound(page)
  await official.getByLabel('개인 키').fill(garmin.admin.personalKey(haneul).value)
  await official.getByRole('button', { name: '연결하기' }).click()
  await official.getByText('잘 되고 있어요').waitFor()
  await page.getByRole('link', { name: '무엇이 들어왔는지 보기' }).click()
  await page.getByRole('heading', { name: '모두 들어와 있어요' }).waitFor({ timeout: 90_000 })
  const counts = garmin.admin.counts(haneul)
  const figureOf = (name: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name }) })
      .locator('.figure')
      .first()
  expect(await figureOf('활동의 FIT 원본').innerText()).toMatch(new RegExp(`^${counts.files}\\s*/ ${counts.files}`))
  expect(await figureOf('수면').innerText()).toBe(`${counts.nights}일`)
  await page.getByText('받지 못한 것이 없어요.').waitFor()
  await expectSound(page)
  await page.goto('/')
  await page.getByRole('heading', { name: '최근 활동' }).waitFor()
  expect(problems).toEqual([])
  await close()
}, 120_000)

test('a wrong password is one attempt; the right one asks for its code, and the second door opens', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, { ...phone, locale: 'ko' }, athlete)
  await page.goto('/connections')
  const connect = page.getByRole('article', { name: 'Garmin Connect 로그인' })
  const press = async (password: string) => {
    await connect.getByLabel('Garmin 이메일').fill(bada.email)
    await connect.getByLabel('Garmin 비밀번호').fill(password)
    await connect.getByRole('button', { name: 'Garmin에 로그인' }).click()
  }
  await press('not it')
  await connect.getByText('이메일이나 비밀번호가 다르다고').waitFor({ timeout: 20_000 })
  await press(bada.password)
  await connect.getByText('Garmin이 인증 코드를 요청했어요').waitFor({ timeout: 20_000 })
  await connect.getByText('b*****a@example.test').waitFor()
  await expectSound(page)
  await page.reload()
  await connect.getByLabel('인증 코드').fill(garmin.admin.mfaCode(bada) ?? '')
  await page.keyboard.press('Enter')
  await connect.getByText('잘 되고 있어요').waitFor({ timeout: 20_000 })
  await connect.getByText('저절로 갱신돼요').waitFor()
  await expectSound(page)
  expect(garmin.admin.logSummary(bada)).toMatchObject({ credentialPosts: 2 })
  expect(problems).toEqual([])
  await close()
})

test('a key that has been taken back is told on every page at once; the other door goes on', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  garmin.admin.setKey({ email: haneul.email, state: 'revoked' })
  await page.goto('/sync')
  await page.getByRole('button', { name: '지금 동기화' }).click()
  await page.getByText('Garmin 공식 키 연결이 끊겼어요. 나머지는 계속 들어오고 있어요.').waitFor({ timeout: 30_000 })
  await page.getByRole('link', { name: '활동', exact: true }).click()
  await page.getByText('Garmin 공식 키 연결이 끊겼어요').waitFor()
  await expectSound(page)
  await page.getByRole('link', { name: '다시 연결하기' }).click()
  await page.getByRole('article', { name: '공식 키' }).getByText('다시 연결해 주세요').waitFor()
  await page.getByRole('article', { name: 'Garmin Connect 로그인' }).getByText('잘 되고 있어요').waitFor()
  expect(problems).toEqual([])
  await close()
})

test('from a goal to the watch; what is moved and deleted there is noticed, and put right as one says', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/plans/new')
  await page.getByRole('radio', { name: '체력 기르기' }).check()
  await page.getByRole('button', { name: '초안 만들기' }).click()
  await page.getByText('아직 초안이에요').waitFor()
  expect(garmin.admin.watch(bada)).toMatchObject({ workouts: 0, placed: [] })
  for (const box of await page.getByRole('checkbox', { name: '확인했어요' }).all()) await box.check()
  await page.getByRole('button', { name: '확정하기' }).click()
  await page.getByText('확정한 계획이에요').waitFor()
  const watch = page.locator('section', { has: page.getByRole('heading', { name: '시계로 보내기' }) })
  await watch.getByRole('button', { name: '시계로 보내기' }).click()
  await watch.getByText(/시계와 맞아요/).waitFor({ timeout: 30_000 })
  const { placed, workouts } = garmin.admin.watch(bada)
  expect(placed.length).toBeGreaterThan(2)
  expect(workouts).toBe(placed.length)
  expect(await watch.getByText('시계에 있음').count()).toBe(placed.length)
  await expectSound(page)

  const [moved, deleted] = placed
  garmin.admin.touchWorkout({ ...bada, key: moved!.key, moveTo: addDays(moved!.date, 1) })
  garmin.admin.touchWorkout({ ...bada, key: deleted!.key, remove: true })
  await watch.getByRole('button', { name: '다시 맞추기' }).click()
  await watch.getByRole('button', { name: '계획도 옮기기' }).waitFor({ timeout: 30_000 })
  await watch.getByText('시계에서 2개가 달라졌어요').waitFor()
  await expectSound(page)
  await watch
    .getByRole('listitem')
    .filter({ hasText: '시계에서 지움' })
    .getByRole('button', { name: '계획대로 다시 보내기' })
    .click()
  await expect
    .poll(() => garmin.admin.watch(bada).placed.filter(({ key }) => key === deleted!.key).length, { timeout: 30_000 })
    .toBe(1)
  expect(garmin.admin.watch(bada).workouts).toBe(workouts)
  await watch.getByRole('button', { name: '계획도 옮기기' }).click()
  await page.getByText(/바꾼 내용을 아직 확정하지 않았어요/).waitFor()
  expect(problems).toEqual([])
  await close()
}, 120_000)

test('tokens of another program take the place of the login, and say that they end', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/connections')
  const connect = page.getByRole('article', { name: 'Garmin Connect 로그인' })
  await connect.getByRole('button', { name: '새 것으로 바꾸기' }).click()
  await connect.getByRole('button', { name: '토큰 가져오기' }).click()
  await connect.getByLabel('토큰', { exact: true }).fill(garmin.admin.tokens(bada).garthToken)
  await connect.getByRole('button', { name: '연결하기' }).click()
  await connect.getByText('이 토큰은 저절로 갱신되지 않아요').waitFor({ timeout: 20_000 })
  await expectSound(page)
  expect(problems).toEqual([])
  await close()
})

test('a login that Garmin puts off is told with the time of the next press; the browser sends no other', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, { ...phone, locale: 'ko' }, athlete)
  garmin.admin.fault({ email: bada.email, kind: 'rate_limited', on: 'sso' })
  await page.goto('/connections')
  const connect = page.getByRole('article', { name: 'Garmin Connect 로그인' })
  const reopen = connect.getByRole('button', { name: '새 것으로 바꾸기' })
  if (await reopen.isVisible()) await reopen.click()
  await connect.getByLabel('Garmin 이메일').fill(bada.email)
  await connect.getByLabel('Garmin 비밀번호').fill(bada.password)
  await connect.getByRole('button', { name: 'Garmin에 로그인' }).click()
  await connect.getByText('요청이 너무 잦다고 Garmin이 막았어요').waitFor({ timeout: 20_000 })
  await connect.getByText(/부터 누를 수 있어요/).waitFor()
  expect(await connect.getByRole('button', { name: 'Garmin에 로그인' }).isDisabled()).toBe(true)
  await expectSound(page)
  await close()
})
