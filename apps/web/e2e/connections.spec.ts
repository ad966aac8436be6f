import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk, expectSound, launchBrowser, looks, phone, visit } from './browser.ts'
import { answerGarmin, connectionStates, syncStates } from './garmin-states.ts'
import { settleAthlete, type Seeded, type Stack, startStack } from './stack.ts'

// 연결 and 동기화: every state a door and the sync can be in, and what the buttons send.

let stack: Stack
let browser: Browser
let athlete: Seeded

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  athlete = await settleAthlete(stack)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

type States = Parameters<typeof answerGarmin>[1]
const open = async (path: string, states: States, look = desk) => {
  const visitor = await visit(browser, stack.baseUrl, look, athlete)
  await answerGarmin(visitor.page, states)
  await visitor.page.goto(path)
  return visitor
}

/** Pages in their fullest, and what unfolds on them. */
const full: [name: string, path: string, states: States, shows: { ko: RegExp; en: RegExp }, unfolds: boolean][] = [
  ['nothing linked', '/connections', {}, { ko: /Garmin을 연결해/, en: /Connect your Garmin/ }, false],
  [
    'doors open',
    '/connections',
    { connection: connectionStates.open },
    { ko: /2곳 가운데 1곳/, en: /1 of 2 add/ },
    true,
  ],
  ['history coming in', '/sync', { sync: syncStates.running }, { ko: /표로 보기/, en: /Show as a table/ }, true],
  [
    'all of history',
    '/sync?view=all',
    { sync: syncStates.idle },
    { ko: /받지 못한 것이/, en: /Nothing is missing/ },
    false,
  ],
]

describe.each(looks)('$width px $theme $locale', (look) => {
  test.each(full)('%s is sound', async (_, path, states, shows, unfolds) => {
    const { page, problems, close } = await open(path, states, look)
    const shown = page.getByText(shows[look.locale]).first()
    await shown.waitFor()
    await expectSound(page)
    if (unfolds) {
      await shown.click()
      await page.getByRole('table').waitFor()
      await expectSound(page)
    }
    expect(problems).toEqual([])
    await close()
  })
})

describe(`states at ${phone.width} px`, () => {
  const ko = { ...phone, locale: 'ko' as const }

  test.each([
    ['resting', { connection: connectionStates.resting }, /호출 한도.*에 저절로 이어 가요/],
    ['ending', { connection: connectionStates.ending }, /끝나요. 그 전에 새로/],
    ['cut off', { connection: connectionStates.reauth }, /새 키나 로그인을 주면/],
    ['asking', { connection: connectionStates.asking }, /로그인하고 있어요/],
    ['refused', { connection: connectionStates.refused }, /이메일이나 비밀번호가 다르다고/],
  ] as [string, States, RegExp][])('a door that is %s says what comes next', async (_, states, shows) => {
    const { page, problems, close } = await open('/connections', states, ko)
    await page.getByText(shows).first().waitFor()
    await expectSound(page)
    expect(problems).toEqual([])
    await close()
  })

  test.each([
    ['no_door', /하나만 연결하면/],
    ['paused', /이어 하기를 누를 때까지/],
    ['waiting', /저절로 이어 가요/],
    ['idle', /다음은 .*(이에요|예요)/],
  ] as ['no_door' | 'paused' | 'waiting' | 'idle', RegExp][])('a sync that is %s says so', async (state, shows) => {
    const { page, close } = await open('/sync', { sync: syncStates[state] }, ko)
    await page.getByText(shows).first().waitFor()
    await expectSound(page)
    await close()
  })
})

test('a door that waits for the athlete is told above every other page', async () => {
  const { page, close } = await open('/', { connection: connectionStates.reauth })
  await page.getByText(/Garmin Connect 로그인 연결이 끊겼어요/).waitFor()
  await expectSound(page)
  await page.getByRole('link', { name: '다시 연결하기' }).click()
  await page.getByRole('heading', { name: '한 곳을 다시 연결해 주세요' }).waitFor()
  expect(await page.getByText(/연결이 끊겼어요/).count()).toBe(0)
  await close()
})

test('before the time that is shown nobody can press; the button keeps its place', async () => {
  const { page, close } = await open('/connections', { connection: connectionStates.refused })
  await page.getByText(/부터 누를 수 있어요/).waitFor()
  expect(await page.getByRole('button', { name: 'Garmin에 로그인' }).isDisabled()).toBe(true)
  await close()
})

test('the calendar is read and filled with the keyboard', async () => {
  const { page, close } = await open('/sync', { sync: syncStates.idle })
  const asked: unknown[] = []
  await page.route('**/api/v1/sync/garmin/refill', (route) => {
    asked.push(route.request().postDataJSON())
    return route.fulfill({ json: syncStates.idle })
  })
  const calendar = page.getByRole('slider')
  await calendar.focus()
  await page.keyboard.press('End')
  for (let i = 0; i < 18; i++) await page.keyboard.press('ArrowLeft')
  expect(await calendar.getAttribute('aria-valuetext')).toMatch(/: 있음 \d+, 받다가 실패 5/)
  await page.getByText(/4가지가 비어 있어요/).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => asked.length).toBe(4)
  expect(new Set(asked.map((each) => JSON.stringify((each as { from: string }).from))).size).toBe(1)
  await page.getByRole('button', { name: '받기', exact: true }).first().click()
  await expect.poll(() => asked.length).toBe(5)
  expect(asked.at(-1)).toMatchObject({ dataset: 'stress' })
  await close()
})

test('a pasted key or token that is none is told beside its field', async () => {
  const { page, close } = await open('/connections', {})
  await page.getByLabel('개인 키').fill('GCDC_ab cd ef')
  await page.getByRole('button', { name: '연결하기' }).first().click()
  await page.getByText('키가 아닌 것 같아요').waitFor()
  await page.getByRole('button', { name: '토큰 가져오기' }).click()
  await page.locator('input[type=file]').setInputFiles([
    { name: 'oauth1_token.json', mimeType: 'application/json', buffer: Buffer.from('{"nothing": "of use here"}') },
    { name: 'oauth2_token.json', mimeType: 'application/json', buffer: Buffer.from('{"neither": true}') },
  ])
  await expect.poll(() => page.getByLabel('토큰', { exact: true }).inputValue()).toContain('neither')
  await page.getByRole('button', { name: '연결하기' }).last().click()
  await page.getByText('아는 토큰이 아니에요').waitFor()
  await expectSound(page)
  await close()
})
