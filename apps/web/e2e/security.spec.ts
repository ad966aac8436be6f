import { TOTP, Secret } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk, expectSound, launchBrowser, looks, phone, visit } from './browser.ts'
import { settleAthlete, type Seeded, type Stack, startStack } from './stack.ts'

// Who gets in and with what: second step, tokens, invitations, password, by what a person sees and presses.

let stack: Stack
let browser: Browser
let athlete: Seeded
let recoveryCodes: string[]
let secret: string

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  athlete = await settleAthlete(stack)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

const open = async (path = '/settings/security', look = desk) => {
  const visitor = await visit(browser, stack.baseUrl, look, athlete)
  await visitor.page.goto(path)
  return visitor
}
const dialogOf = (page: Page) => page.getByRole('dialog')
/** A code of the authenticator; each half minute gives one that has not been used. */
const codeOf = (halfMinutesAhead: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + halfMinutesAhead * 30_000 })

describe.each(looks)('$width px $theme $locale', (look) => {
  test('the page and what opens over it are sound', async () => {
    const { page, problems, close } = await open('/settings/security', look)
    const ko = look.locale === 'ko'
    await page.getByText(ko ? '초대 링크 만들기' : 'Create a link').waitFor()
    await expectSound(page)
    for (const name of ko ? ['켜기', '만들기'] : ['Turn on', 'Create']) {
      await page.getByRole('button', { name, exact: true }).click()
      await dialogOf(page).waitFor()
      await expectSound(page)
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: ko ? '초대 링크 만들기' : 'Create a link' }).click()
    await page.getByRole('group', { name: ko ? '초대 링크예요' : 'Your invitation link' }).waitFor()
    await expectSound(page)
    await page
      .getByRole('button', { name: ko ? '거두기' : 'Withdraw' })
      .first()
      .click()
    await page.getByText(ko ? '보낸 초대가 없어요.' : 'No invitations yet.').waitFor()
    expect(problems).toEqual([])
    await close()
  })
})

describe('the second step', () => {
  test('is turned on with the keyboard alone: password, secret, first code, recovery codes', async () => {
    const { page, problems, close } = await open()
    await page.getByRole('button', { name: '켜기' }).focus()
    await page.keyboard.press('Enter')
    await dialogOf(page).getByLabel('비밀번호').focus()
    await page.keyboard.type('not the password')
    await page.keyboard.press('Enter')
    await page.getByText('비밀번호가 맞지 않아요.').waitFor()
    problems.length = 0
    await page.keyboard.press('Control+A')
    await page.keyboard.type(athlete.password)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: /QR/ }).waitFor()
    await expectSound(page)
    secret = new URL(
      (await page.getByRole('link', { name: '이 기기의 인증 앱으로 열기' }).getAttribute('href')) ?? '',
    ).searchParams.get('secret') as string
    expect((await page.locator('.key').innerText()).replaceAll(' ', '')).toBe(secret)
    await page.getByLabel('앱에 보이는 여섯 자리').fill('000000')
    await page.keyboard.press('Enter')
    await page.getByText('새 코드를 적어 주세요').waitFor()
    problems.length = 0
    await page.getByLabel('앱에 보이는 여섯 자리').fill(codeOf(0))
    await page.keyboard.press('Enter')
    const codes = page.getByRole('group', { name: '복구 코드 10개' })
    await codes.waitFor()
    recoveryCodes = (await codes.locator('pre').innerText()).split('\n')
    expect(new Set(recoveryCodes).size).toBe(10)
    await codes.getByRole('button', { name: '복사' }).click()
    await codes.getByText('복사했어요').waitFor()
    await expectSound(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
    expect(await codes.locator('pre').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
    await codes.getByRole('button', { name: '적어 뒀어요' }).click()
    await page.getByText('복구 코드가 10개 남았어요.').waitFor()
    expect(problems).toEqual([])
    await close()
  })

  test('is asked for at the login, by the app or a recovery code', async () => {
    const { page, close } = await visit(browser, stack.baseUrl, { ...phone, locale: 'ko' })
    await page.goto('/login?next=/settings/security')
    await page.getByLabel('아이디').fill(athlete.login)
    await page.getByLabel('비밀번호').fill(athlete.password)
    await page.keyboard.press('Enter')
    const code = page.getByLabel('인증 코드')
    await code.waitFor()
    await expectSound(page)
    await code.fill('123456')
    await page.keyboard.press('Enter')
    await page.getByText('코드가 맞지 않거나 이미 썼어요').waitFor()
    await code.fill((recoveryCodes[0] ?? '').toLowerCase())
    await page.keyboard.press('Enter')
    await page.getByText('복구 코드가 9개 남았어요.').waitFor()
    await page.context().clearCookies()
    await page.goto('/login?next=/settings/security')
    await page.getByLabel('아이디').fill(athlete.login)
    await page.getByLabel('비밀번호').fill(athlete.password)
    await page.keyboard.press('Enter')
    await code.fill(codeOf(1))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '끄기' }).click()
    await dialogOf(page).getByLabel('비밀번호').fill(athlete.password)
    await dialogOf(page).getByRole('button', { name: '끄기' }).click()
    await page.getByText('꺼져 있어요').waitFor()
    await close()
  })
})

test('a token is made, shown once, works, and is gone when revoked', async () => {
  const { page, close } = await open()
  await page.getByRole('button', { name: '만들기', exact: true }).click()
  await dialogOf(page).getByLabel('이름').fill('주간 표')
  await dialogOf(page).getByLabel('올리기').check()
  await dialogOf(page).getByLabel('쓸 수 있는 기간').selectOption('30')
  await dialogOf(page).getByLabel('비밀번호').fill(athlete.password)
  await dialogOf(page).getByRole('button', { name: '만들기', exact: true }).click()
  const shown = page.getByRole('group', { name: '토큰을 만들었어요' })
  const token = await shown.locator('pre').innerText()
  await expectSound(page)
  const ask = () => fetch(`${stack.baseUrl}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
  expect((await ask()).status).toBe(200)
  await page.reload()
  await page.getByText(/보기, 올리기 · .*까지/).waitFor()
  expect(await page.getByText(token).count()).toBe(0)
  await page.getByRole('button', { name: '주간 표 토큰 없애기' }).click()
  await dialogOf(page).getByRole('button', { name: '없애기' }).click()
  await page.getByText('아직 만든 토큰이 없어요.').waitFor()
  expect((await ask()).status).toBe(401)
  await close()
})

test('an invitation lets one person in, who sees only their own', async () => {
  const owner = await open()
  await owner.page.getByRole('button', { name: '초대 링크 만들기' }).click()
  const link = await owner.page.getByRole('group', { name: '초대 링크예요' }).locator('pre').innerText()
  const guest = await visit(browser, stack.baseUrl, { ...phone, locale: 'ko' })
  await guest.page.goto(link)
  await guest.page.getByRole('heading', { name: '초대를 받았어요' }).waitFor()
  await expectSound(guest.page)
  await guest.page.getByLabel('부를 이름').fill('지우')
  await guest.page.getByLabel('아이디').fill(athlete.login)
  await guest.page.getByLabel('비밀번호').fill('아홉 바다와 사다리')
  await guest.page.getByRole('button', { name: '계정 만들기' }).click()
  await guest.page.getByText('이미 쓰고 있는 아이디예요.').waitFor()
  await guest.page.getByLabel('아이디').fill('jiwoo')
  await guest.page.getByRole('button', { name: '계정 만들기' }).click()
  await guest.page.getByRole('button', { name: '나중에' }).click()
  await guest.page.getByRole('heading', { name: '첫 기록을 기다리고 있어요' }).waitFor()
  await guest.page.goto('/settings/security')
  await guest.page.getByRole('heading', { name: 'API 토큰' }).waitFor()
  expect(await guest.page.getByRole('heading', { name: '초대' }).count()).toBe(0)
  await guest.page.goto(link)
  await guest.page.getByRole('heading', { name: '이미 들어와 있어요' }).waitFor()
  await owner.page.reload()
  await owner.page.getByText(/ 들어왔어요/).waitFor()
  await guest.close()
  await owner.close()
})

test('a link that no longer holds says why', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, desk)
  const answer = (state: string) =>
    page.route('**/auth/check-invitation', (route) => route.fulfill({ json: { state } }), { times: 1 })
  await page.goto('/join#AAAA-BBBB-CCCC-DDDD')
  await page.getByRole('heading', { name: '없는 초대예요' }).waitFor()
  await expectSound(page)
  for (const [state, says] of [
    ['accepted', '이미 쓴 초대예요'],
    ['expired', '기한이 지난 초대예요'],
  ] as const) {
    await answer(state)
    await page.reload()
    await page.getByRole('heading', { name: says }).waitFor()
    await expectSound(page)
  }
  await close()
})

test('a password is looked at, refused when weak, and changed', async () => {
  const { page, close } = await open()
  const now = page.getByLabel('지금 비밀번호')
  await now.fill('something else')
  expect(await now.getAttribute('type')).toBe('password')
  await page.getByRole('button', { name: '적은 글자 보기' }).first().click()
  expect(await now.getAttribute('type')).toBe('text')
  await page.getByLabel('새 비밀번호').fill('짧은')
  await page.getByText('8글자만 더 적어 주세요.').waitFor()
  await page.getByLabel('새 비밀번호').fill('밤하늘 아래 조용한 강변길')
  await page.getByRole('button', { name: '비밀번호 바꾸기' }).click()
  await page.getByText('비밀번호가 맞지 않아요.').waitFor()
  await now.fill(athlete.password)
  await page.getByLabel('새 비밀번호').fill('1234567890')
  await page.getByRole('button', { name: '비밀번호 바꾸기' }).click()
  await page.getByText('금방 들켜요').waitFor()
  await page.getByLabel('새 비밀번호').fill('밤하늘 아래 조용한 강변길')
  await page.getByRole('button', { name: '비밀번호 바꾸기' }).click()
  await page.getByText('저장했어요').waitFor()
  await close()
})
