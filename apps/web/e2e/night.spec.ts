import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectSound, launchBrowser, phone, visit } from './browser.ts'
import { settleAthlete, type Stack, startStack } from './stack.ts'

let stack: Stack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

test('a night makes a backup, restores it on trial, and the page says at what time and with what result', async () => {
  const athlete = await settleAthlete(stack)
  const { page, problems, close } = await visit(browser, stack.baseUrl, { ...phone, locale: 'ko' }, athlete)
  const night = await stack.doTheNight()
  await page.goto('/status')
  const said = await page
    .getByText(/백업을 빈 데이터베이스에 실제로 복원했고, 모든 수와 해시가 원본과 같았어요/)
    .innerText()
  const here = { timeZone: 'Asia/Seoul', month: 'long', day: 'numeric' } as const
  expect(said).toContain(new Intl.DateTimeFormat('ko-KR', here).format(night))
  await expectSound(page)
  expect(problems).toEqual([])
  await close()
})
