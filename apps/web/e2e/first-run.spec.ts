import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, expectSound, launchBrowser, phone, visit, type Visit } from './browser.ts'
import { activityFiles, damagedFiles, type Stack, startStack } from './stack.ts'

// From an appliance that has just been switched on to the first activity on the page, by what a person sees and presses.

let stack: Stack
let browser: Browser
let visitor: Visit
const password = '한강을 따라 걷는 아침'

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  visitor = await visit(browser, stack.baseUrl, desk)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

test('every address leads to the first set-up while there is no account', async () => {
  const { page } = visitor
  await page.goto('/activities')
  await page.getByRole('heading', { name: '첫 계정을 만들어요' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/welcome')
  await expectSound(page)
})

test('a wrong code is refused in words, the right one makes the account', async () => {
  const { page, problems } = visitor
  await page.getByLabel('설정 코드').fill('AAAA-BBBB-CCCC-DDDD')
  await page.getByLabel('부를 이름').fill('민지')
  await page.getByLabel('아이디').fill('minji')
  await page.getByLabel('비밀번호').fill(password)
  await page.getByRole('button', { name: '계정 만들기' }).click()
  await page.getByText('코드가 맞지 않아요').waitFor()
  problems.length = 0
  await page.getByLabel('설정 코드').fill(stack.setupCode)
  await page.getByRole('button', { name: '계정 만들기' }).click()
  await page.getByRole('heading', { name: '몇 가지만 알려 주세요' }).waitFor()
  await expectSound(page)
})

test('a pace is read as it is typed, a mistake is told before anything is sent', async () => {
  const { page } = visitor
  await page.getByLabel('태어난 해').fill('1988')
  await page.getByRole('button', { name: '여성' }).click()
  await page.getByLabel(/최대 심박/).fill('20')
  await page.getByLabel(/역치 페이스/).fill('4분 38초')
  await page.getByRole('button', { name: '저장하고 시작하기' }).click()
  await page.getByText('110–240 bpm 사이로 적어 주세요').waitFor()
  await page.getByLabel(/최대 심박/).fill('187')
  await page.getByLabel(/안정시 심박/).fill('50')
  await page.getByRole('button', { name: '저장하고 시작하기' }).click()
  await page.getByRole('heading', { name: '첫 기록을 기다리고 있어요' }).waitFor()
  await expectSound(page)
})

test('files are chosen, read and told one by one', async () => {
  const { page } = visitor
  await page.getByRole('link', { name: '기록 가져오기' }).click()
  await page.getByRole('heading', { name: '기록을 가져와요' }).waitFor()
  const files = [...activityFiles(14).slice(0, 6), ...damagedFiles()]
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    )
  await page.getByText('1개는 못 읽었어요').waitFor()
  await page.getByText('파일 8개 보기').click()
  await page.getByText('파일을 읽을 수 없어요. 원본은 그대로 지켰어요.').waitFor()
  await page.getByText('파일이 중간에 끊겼어요').first().waitFor()
  await expectSound(page)
})

test('the dashboard fills by itself and leads to an activity', async () => {
  const { page, problems } = visitor
  await page.getByRole('link', { name: '오늘' }).click()
  await page.getByRole('heading', { name: '최근 활동' }).waitFor()
  await page.getByText('체력과 컨디션').first().waitFor()
  await page.locator('main').getByRole('link', { name: /km/ }).first().click()
  await page.getByRole('slider').waitFor()
  await expectSound(page)
  expect(problems).toEqual([])
})

test('an import is undone after one question', async () => {
  const { page } = visitor
  await page.goto('/import')
  await page.getByRole('button', { name: '되돌리기' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '되돌리기' }).click()
  await page.getByText('되돌렸어요').waitFor()
  await page.goto('/')
  await page.getByRole('heading', { name: '첫 기록을 기다리고 있어요' }).waitFor()
})

test('logging out leads to the login, and the login back to where one was going', async () => {
  const { page } = visitor
  await page.goto('/settings')
  await page.getByRole('button', { name: '로그아웃' }).click()
  await page.getByRole('heading', { name: '다시 만나서 반가워요' }).waitFor()
  await page.goto('/work')
  await page.getByLabel('아이디').fill('minji')
  await page.getByLabel('비밀번호').fill('something else')
  await page.getByRole('button', { name: '로그인' }).click()
  await page.getByText('아이디나 비밀번호가 맞지 않아요').waitFor()
  await expectSound(page)
  await page.getByLabel('비밀번호').fill(password)
  await page.getByRole('button', { name: '로그인' }).click()
  await page.waitForURL('**/work')
})

test('a session that ends under an open page asks for the login and comes back', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, phone, { login: 'minji', password })
  await page.goto('/')
  await page
    .getByRole('navigation')
    .getByText(phone.locale === 'ko' ? '활동' : 'Activities')
    .waitFor()
  await page.context().clearCookies()
  // News from the server may make the page ask, and leave, before the press.
  const activities = page.getByRole('link', { name: phone.locale === 'ko' ? '활동' : 'Activities', exact: true })
  await activities.click({ timeout: 5000 }).catch(() => {})
  await page.waitForURL(/\/login\?next=/)
  await close()
})
