import type { BackTest } from '@rc/contract'
import { addDays, localDateOf } from '@rc/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let userId: number
let cookie: string
beforeAll(async () => {
  api = await createTestApp()
  ;({ userId, cookie } = await api.signIn('owner'))
})
afterAll(() => api.close())

const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')
const ago = (days: number) => addDays(today, -days)
const replay = async (from: string, to: string) =>
  (await (await api.call('GET', `/morning/back-test?from=${from}&to=${to}`, { cookie })).json()) as BackTest

test('without a history nothing was looked at, and nobody is told that nothing was wrong', async () => {
  const { mornings, setbacks, signals } = await replay(ago(9), today)
  expect({ mornings, setbacks }).toEqual({ mornings: 10, setbacks: [] })
  expect(signals.map(({ id }) => id).join(' ')).toBe('watch caution alert A1 A2 A3 A4 S1 S2 L1 L2 L3 I1 P1 P2 W1')
  for (const signal of signals) expect(signal).toMatchObject({ lookedDays: 0, falseAlarmsPerMonth: null })
})

test('an illness of the journal is found by the resting heart rate, another peak is a false alarm', async () => {
  const raised = (days: number) => (days <= 20 && days >= 16) || days === 40
  for (let days = 120; days >= 0; days--) {
    await api.sql`
      insert into health_metrics (user_id, metric_id, time, local_date, value)
      values (${userId}, 'resting_hr_bpm', ${ago(days)}::date, ${ago(days)}, ${raised(days) ? 58 : 50 + (days % 2)})`
  }
  for (const days of [19, 18, 17]) {
    const written = await api.call('PUT', `/journal/${ago(days)}`, { cookie, json: { isIll: true, fatigue: 5 } })
    expect(written.ok).toBe(true)
  }
  const { setbacks, signals, to } = await replay(ago(50), addDays(today, 5))
  expect(to).toBe(today)
  expect(setbacks).toEqual([{ kind: 'illness', from: ago(19), to: ago(17) }])
  const a2 = signals.find(({ id }) => id === 'A2')!
  expect(a2).toMatchObject({
    kind: 'rule',
    rule: { name: 'rhr_high' },
    lookedDays: 51,
    firedDays: 6,
    hits: 1,
    misses: 0,
  })
  expect(a2.outcomes).toEqual([{ setback: 0, firstOn: ago(20), afterDays: -1, isHit: true }])
  expect(a2.episodes).toEqual([
    { from: ago(40), to: ago(40), setback: null },
    { from: ago(20), to: ago(16), setback: 0 },
  ])
  expect(a2.falseAlarms).toBe(1)
  // One bad feeling is none of the two the rule wants.
  expect(signals.find(({ id }) => id === 'W1')).toMatchObject({ lookedDays: 3, firedDays: 0, hits: 0, misses: 1 })
})

test('longer than ten years is not looked at', async () => {
  expect((await api.call('GET', '/morning/back-test?from=1990-01-01&to=2020-01-01', { cookie })).status).toBe(400)
})
