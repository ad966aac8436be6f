import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAsCoach } from '../../sandbox/src/openai/coach.ts'
import { startOpenAi, type RunningOpenAi } from '../../sandbox/src/openai/start-openai.ts'
import { desk, expectSound, launchBrowser, phone, visit } from './browser.ts'
import { settleAthlete, type Seeded, type Stack, startStack } from './stack.ts'

// The chat without any key, then with a model: what is shown is what is sent, and what it proposes waits for a press.

let model: RunningOpenAi
let stack: Stack
let browser: Browser
let athlete: Seeded

beforeAll(async () => {
  model = await startOpenAi({ answer: answerAsCoach, apiKey: 'a key' })
  const settings = { RC_LAN_ADDRESSES: new URL(model.url).host }
  ;[stack, browser] = await Promise.all([startStack({ settings }), launchBrowser()])
  athlete = await settleAthlete(stack)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  await model?.close()
})

test('without a key the rules make a plan, on the phone, and a symptom is answered by a card', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, phone, athlete)
  await page.goto('/coach')
  await page.getByRole('heading', { name: '무엇을 목표로 하고 있어요?' }).waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: '10 km 계획 세워 줘' }).click()
  await page.getByRole('button', { name: '보내기' }).click()
  await page.getByText('규칙이 계획을 만들었어요').waitFor()
  await page.getByRole('heading', { name: '10 km 계획', exact: true }).waitFor()
  await expectSound(page)
  for (const box of await page.getByRole('checkbox', { name: '확인했어요' }).all()) await box.check()
  await page.getByRole('button', { name: '확정하기' }).click()
  await page.getByText('확정한 계획이에요').waitFor()

  await page.getByRole('textbox', { name: '질문' }).fill('달리다가 가슴 통증이 있었어요')
  await page.getByRole('button', { name: '보내기' }).click()
  await page.getByText('훈련을 멈추고 먼저 진료를 받으세요').waitFor()
  await expectSound(page)
  expect(problems).toEqual([])
  await close()
}, 90_000)

test('with a model: what is shown is sent to the byte, the answer is a draft', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  await page.goto('/settings/ai')
  await page.getByRole('button', { name: '다른 서버' }).click()
  await page.getByLabel('주소').fill(model.url)
  await page.getByLabel('API 키').fill('a key')
  await page.getByLabel('계획 모델').fill('emu-good')
  await page.getByLabel('대화 모델').fill('emu-good')
  await page.getByLabel('한 달 한도 (달러)').fill('50')
  await page.getByRole('button', { name: '저장' }).click()
  await page.getByText('연결됐어요').waitFor()
  await expectSound(page)

  const trials = model.log().length
  await page.goto('/coach')
  await page.getByRole('textbox', { name: '질문' }).fill('하프 마라톤 계획 세워 줘')
  await page.getByRole('button', { name: '보내기' }).click()
  const shown = await page.getByLabel('보내는 본문').textContent()
  await expectSound(page)
  await page.getByRole('button', { name: '동의하고 보내기' }).click()
  await page.getByText('지금 달리는 양에서').waitFor()
  await page.getByRole('heading', { name: '하프 마라톤 계획', exact: true }).waitFor()
  expect(
    model
      .log()
      .slice(trials)
      .map(({ raw }) => raw),
  ).toEqual([shown])
  await expectSound(page)
  await page.getByRole('button', { name: '버리기' }).click()
  await page.getByText('보관').first().waitFor()
  expect(problems).toEqual([])
  await close()
}, 90_000)

test('guidelines by a model: what leaves is told, sent with a press, and a question is seen before it goes; an injury is tagged', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, phone, athlete)
  await page.goto('/settings/ai')
  await page.getByLabel('임베딩 모델').fill('emu-good')
  await page.getByRole('button', { name: '무엇이 나가는지 보기' }).click()
  await page.getByText('내 문서의 글 0개 가운데').waitFor()
  await expectSound(page)
  expect(model.log().filter(({ path }) => path === '/embeddings')).toEqual([])
  await page.getByRole('button', { name: '보내고 시작하기' }).click()
  await page.getByText('모두 준비됐어요').waitFor()

  await page.goto('/guidelines')
  await page.getByLabel('궁금한 것을 그대로 물어보세요').fill('테이퍼는 언제부터?')
  await page.getByText('보내는 내용 보기').click()
  const shown = await page.getByLabel('보내는 본문').textContent()
  await expectSound(page)
  await page.getByRole('button', { name: '물어보기' }).click()
  await page.getByRole('heading', { name: '질문에 가까운 글' }).waitFor()
  await page.locator('section[aria-labelledby=found] article').first().waitFor()
  expect(model.log().at(-1)!.raw).toBe(shown)

  await page.goto('/recovery')
  await page.getByRole('button', { name: '추가' }).click()
  await page.getByLabel('부위').selectOption('calf')
  await page.getByRole('button', { name: '저장' }).click()
  await page.getByText('왼쪽 종아리').waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: '다 나았어요' }).click()
  await page.getByRole('button', { name: '다 나았어요' }).waitFor({ state: 'detached' })
  expect(problems).toEqual([])
  await close()
}, 90_000)
