import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { answerAsCoach } from '@rc/sandbox/openai/coach'
import { startOpenAi, type RunningOpenAi } from '@rc/sandbox/openai/start-openai'
import { askCoach, getConversation } from '@rc/services/ai/conversations'
import { agreeToSend, getAiSettings, setAiSettings, type AiWish } from '@rc/services/ai/settings'
import { getPlan } from '@rc/services/plans/list-plans'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

// A real worker, killed in the middle of an answer, as by a power cut.

const wish: Omit<AiWish, 'baseUrl'> = {
  provider: 'compatible',
  chatModel: 'emu-good',
  planModel: 'emu-good',
  capMicroUsd: 900_000_000,
  retentionDays: 365,
  signals: ['training'],
}
let model: RunningOpenAi
let t: TestWorker
let worker: ChildProcess | null = null
beforeAll(async () => {
  model = await startOpenAi({ answer: answerAsCoach, paceMs: 6 })
  t = await createTestWorker({ RC_LAN_ADDRESSES: new URL(model.url).host })
  start()
  await setAiSettings(t.app, t.userId, { ...wish, baseUrl: model.url })
  await agreeToSend(t.app, t.userId, model.url)
  await t.settle()
}, 60_000)
afterAll(async () => {
  await kill()
  await t.close()
  await model.close()
})
beforeEach(async () => {
  await t.sql`delete from ai_runs`
  model.log().length = 0
})

function start(): void {
  const main = new URL('./main.ts', import.meta.url).pathname
  worker = spawn(process.execPath, [main], { env: { ...process.env, ...t.settings }, stdio: 'ignore' })
}

async function kill(): Promise<void> {
  if (worker === null) return
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
  worker = null
  // Nobody waits until the lease of the dead one has run out.
  await t.sql`update sync_jobs set leased_until = now() - interval '1 s' where state = 'running'`
}

const runs = () => t.sql`
  select kind, state, error_code as why, reserved_micro_usd::float8 as reserved, cost_micro_usd::float8 as cost
  from ai_runs order by created_at`
const isWriting = async (messageId: number) =>
  (await t.sql`select from ai_messages where id = ${messageId} and state = 'streaming' and text <> ''`).length === 1
const isAsking = async (count: number) =>
  (await t.sql`select from ai_runs where state = 'reserved'`).length === 1 && model.log().length === count

async function ask() {
  const asked = { text: '10km 계획 세워 줘', conversationId: null, locale: 'ko' as const }
  const { conversationId, messageId } = await askCoach(t.app, t.userId, asked)
  const answer = async () => (await getConversation(t.app, t.userId, conversationId)).messages.at(-1)!
  return { messageId, answer }
}
const wait = { timeout: 15_000, interval: 20 }

test('killed once: the next worker asks again and ends it; the lost request is booked as a whole, the other by its tokens', async () => {
  const { messageId, answer } = await ask()
  await expect.poll(() => isWriting(messageId), wait).toBe(true)
  await kill()
  expect(await runs()).toMatchObject([{ state: 'reserved', cost: null }])
  start()
  await t.settle()
  const { state, about } = await answer()
  expect([state, about!.by, about!.why, about!.askedAgain]).toEqual(['done', 'model', null, false])
  expect((await getPlan(t.app, t.userId, about!.proposal!.planId)).state).toBe('draft')
  const [lost, whole] = await runs()
  expect(lost).toMatchObject({ state: 'settled', why: 'interrupted', cost: lost!['reserved'] as number })
  expect(whole).toMatchObject({ state: 'settled', why: null })
  expect(model.log()).toHaveLength(2)
  expect(about!.costMicroUsd).toBe((lost!['cost'] as number) + (whole!['cost'] as number))
}, 60_000)

test('killed again and again: the rules answer and say so; never more than two requests, all of them booked', async () => {
  const { answer } = await ask()
  for (const count of [1, 2]) {
    await expect.poll(() => isAsking(count), wait).toBe(true)
    await kill()
    start()
    await t.settle(100).catch(() => {})
  }
  await t.settle()
  const { state, about } = await answer()
  expect([state, about!.by, about!.why, about!.say]).toEqual(['done', 'rules', 'interrupted', 'plan'])
  expect(model.log()).toHaveLength(2)
  const all = await runs()
  expect(all.map((run) => run['state'])).toEqual(['settled', 'settled'])
  expect(about!.costMicroUsd).toBe(all.reduce((sum, run) => sum + (run['cost'] as number), 0))
}, 60_000)

test('killed in a trial: it has failed and says so, and holds no money', async () => {
  await setAiSettings(t.app, t.userId, { ...wish, planModel: 'emu-hanging', baseUrl: model.url })
  await expect.poll(() => isAsking(1), wait).toBe(true)
  await kill()
  start()
  await t.settle()
  expect((await getAiSettings(t.app, t.userId)).probe).toMatchObject({ failure: 'interrupted' })
  expect(await runs()).toMatchObject([{ kind: 'probe', state: 'settled', why: 'interrupted' }])
  expect(await t.sql`select from sync_jobs where state in ('queued', 'running')`).toEqual([])
}, 60_000)
