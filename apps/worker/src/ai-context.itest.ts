import { answerAsCoach } from '@rc/sandbox/openai/coach'
import { startOpenAi, type RunningOpenAi } from '@rc/sandbox/openai/start-openai'
import type { AnswerAbout } from '@rc/services/ai/answer'
import { askCoach, getConversation, previewQuestion } from '@rc/services/ai/conversations'
import { agreeToSend, setAiSettings, type AiWish } from '@rc/services/ai/settings'
import { putMemo } from '@rc/services/ai/talk'
import { addDays, aiSignals, localDateOf, mondayOf } from '@rc/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

// What goes along with a question: numbers about the athlete, and what was said before.

const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')
let model: RunningOpenAi
let t: TestWorker
beforeAll(async () => {
  model = await startOpenAi({ answer: answerAsCoach })
  t = await createTestWorker({ RC_LAN_ADDRESSES: new URL(model.url).host })
  await t.start()
  await t.sql`
    insert into activities (user_id, source, started_at, ended_at, local_date, reader_version, sport, distance_m, timer_s)
    select ${t.userId}, 'manual', d, d + interval '1 h', d::date, 1, 'run', 8000, 2760
    from generate_series(${addDays(today, -84)}::timestamptz, ${addDays(today, -2)}::timestamptz, '2 d') d`
  await open()
}, 60_000)
afterAll(async () => {
  await t.close()
  await model.close()
})

async function open(change: Partial<AiWish> = {}): Promise<void> {
  await setAiSettings(t.app, t.userId, {
    provider: 'compatible',
    baseUrl: model.url,
    chatModel: 'emu-good',
    planModel: 'emu-good',
    capMicroUsd: 900_000_000,
    retentionDays: 365,
    signals: [...aiSignals],
    ...change,
  })
  await t.settle()
  await agreeToSend(t.app, t.userId, model.url)
  model.log().length = 0
}

test('a long talk: what went before its last turns is a memo, which the athlete sees, edits and sends', async () => {
  const [talk] = await t.sql`insert into ai_conversations (user_id, title) values (${t.userId}, '긴 대화') returning id`
  const conversationId = talk!['id'] as number
  const words = [
    '일요일은 출장이라 못 뛰어요.',
    '언덕은 싫어요.',
    '작년에 무릎을 다쳤어요.',
    '화요일에 인터벌 하기로 해요.',
  ]
  for (let turn = 0; turn < 14; turn++)
    await t.sql`insert into ai_messages (user_id, conversation_id, role, state, text)
      values (${t.userId}, ${conversationId}, ${turn % 2 ? 'coach' : 'athlete'}, 'done', ${(turn % 2 === 0 && words[turn / 2]) || `말 ${turn}`})`
  const asked = { text: '안녕', conversationId, locale: 'ko' as const }
  const sent = async () => {
    const { preview } = await previewQuestion(t.app, t.userId, asked)
    const [, context, ...turns] = (JSON.parse(preview!.body) as { messages: { content: string }[] }).messages
    return { memo: /\nMEMO\n(.*)/.exec(context!.content)?.[1], turns: turns.map(({ content }) => content), preview }
  }
  const memo = { limits: [words[0]!], preferences: [words[1]!], injuries: [words[2]!], decisions: [] }
  const { memo: said, turns } = await sent()
  expect(JSON.parse(said!)).toEqual(memo)
  // The eight that were said last, among them the fourth sentence, and the question.
  expect([turns.length, turns[0], turns.at(-1)]).toEqual([9, words[3], '안녕'])
  expect((await getConversation(t.app, t.userId, conversationId)).memo).toEqual(memo)

  await putMemo(t.app, t.userId, conversationId, {
    ...memo,
    injuries: [],
    decisions: ['주 4일 <b>달리기</b>', '주 4일'],
  })
  const edited = await sent()
  expect(JSON.parse(edited.memo!)).toEqual({ ...memo, injuries: [], decisions: ['주 4일'] })
  await askCoach(t.app, t.userId, { ...asked, bodySha256: edited.preview!.bodySha256 })
  await t.settle()
  expect(model.log()[0]!.raw).toBe(edited.preview!.body)
  // Two turns more have left the last eight; what was deleted does not come back.
  expect(JSON.parse((await sent()).memo!)).toEqual({
    ...memo,
    injuries: [],
    decisions: ['주 4일', words[3]],
  })
})

test('hard minutes, slopes and injuries: what is known, null where nothing is, each behind its switch', async () => {
  const lastWeek = addDays(today, -7)
  const runsThen =
    await t.sql`insert into activity_metrics (user_id, activity_id, session_index, metric_id, value, method, version, unit, confidence, inputs_hash, detail)
    select ${t.userId}, id, -1, 'time_in_3_zones', 1800, 'hr', 1, 's', 'high', 'x', '{"seconds": [0, 1500, 240, 1020], "missingS": 0}' from activities
    where user_id = ${t.userId} and date_trunc('week', local_date) = date_trunc('week', ${lastWeek}::date) returning 1`
  await t.sql`insert into activity_metrics (user_id, activity_id, session_index, metric_id, value, method, version, unit, confidence, inputs_hash)
    select ${t.userId}, id, -1, 'efficiency_factor', 1.2 + row_number() over (order by local_date) * 0.01, 'ngp', 1, '1', 'high', 'x' from activities where user_id = ${t.userId}`
  await t.sql`insert into health_metrics (user_id, time, local_date, metric_id, value, vendor, statistic, measurement_window)
    select ${t.userId}, d, d::date, 'hrv_rmssd_ms', 50 + extract(day from now() - d) * -0.1, 'garmin', 'mean', 'night' from generate_series(now() - interval '60 d', now(), '1 d') d`
  await t.sql`insert into injuries (user_id, area, side, started_on, stops_running) values (${t.userId}, 'knee', 'left', '2026-01-05', false)`
  await t.sql`insert into journal_days (user_id, local_date, weight_kg) values (${t.userId}, ${today}, 68.4)`
  interface Told {
    weeks?: { monday: string; hardMin: number | null }[]
    trend12?: { paceAtHeartRate: { changePerWeek: number } | null }
    recovery?: { hrvTrend12: { changeMsPerWeek: number } }
    injuries?: unknown
    weight?: unknown
  }
  const factsOf = async () => {
    const { preview } = await previewQuestion(t.app, t.userId, { text: '안녕', conversationId: null, locale: 'ko' })
    const [, context] = (JSON.parse(preview!.body) as { messages: { content: string }[] }).messages
    return JSON.parse(context!.content.split('\n')[1]!) as Told
  }
  const facts = await factsOf()
  const week = facts.weeks!.find(({ monday }) => monday === mondayOf(lastWeek))
  expect(week).toMatchObject({ hardMin: 17 * runsThen.length, moderateMin: 4 * runsThen.length })
  expect(facts.weeks!.filter(({ hardMin }) => hardMin === null)).toHaveLength(5)
  expect(facts.trend12!.paceAtHeartRate!.changePerWeek).toBeGreaterThan(0)
  expect(facts.recovery!.hrvTrend12.changeMsPerWeek).toBeCloseTo(0.7, 1)
  expect(facts.injuries).toEqual([{ area: 'knee', side: 'left', from: '2026-01-05', until: null, stopsRunning: false }])
  expect(facts.weight).toEqual({ lastKg: 68.4, on: today, changeKgPerWeek: null })
  await open({ signals: ['lifetime'] })
  expect(JSON.stringify(await factsOf())).not.toMatch(/hardMin|paceAtHeartRate|hrvTrend|injuries|weight/)
  await t.sql`delete from activity_metrics`
  await open({ signals: ['training'] })
  expect((await factsOf()).trend12!.paceAtHeartRate).toBeNull()
  await t.sql`update injuries set stops_running = true`
  const ids = await askCoach(t.app, t.userId, { text: '10km 계획 세워 줘', conversationId: null, locale: 'ko' })
  await t.settle()
  const { messages } = await getConversation(t.app, t.userId, ids.conversationId)
  expect((messages.at(-1)!.about as AnswerAbout).why).toBe('unusable')
})
