import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectSound, launchBrowser, phone, visit } from './browser.ts'
import { settleAthlete, type Stack, startStack } from './stack.ts'

let stack: Stack
let browser: Browser

beforeAll(async () => {
  process.env['RC_TOOL_RUNNER'] = resolve(import.meta.dirname, '../../../scripts/stores/run-tool.ts')
  ;[stack, browser] = await Promise.all([startStack({ bornDaysAgo: 2 }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

test('a night makes a backup, restores it on trial, and the page says at what time and with what result', async () => {
  const athlete = await settleAthlete(stack)
  const { page, problems, close } = await visit(browser, stack.baseUrl, { ...phone, locale: 'ko' }, athlete)
  const proof = page.getByText(/에 백업을 빈 데이터베이스에 실제로 복원했고, 모든 수와 해시가 원본과 같았어요/)
  const look = async (): Promise<number> => {
    await page.goto('/status')
    await page.getByRole('heading', { name: '마지막 복원 검증' }).waitFor()
    return proof.count()
  }
  await expect.poll(look, { timeout: 100_000, interval: 2000 }).toBe(1)
  const here = { timeZone: 'Asia/Seoul', month: 'long', day: 'numeric' } as const
  expect(await proof.innerText()).toContain(new Intl.DateTimeFormat('ko-KR', here).format(new Date()))
  await expectSound(page)
  expect(problems).toEqual([])
  await close()
}, 120_000)
