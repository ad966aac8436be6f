import { createHash } from 'node:crypto'
import { addDays, localDateOf } from '@rc/domain'
import { explainMetric } from '@rc/services/explain/explain-metric'
import { sampleFit } from '@rc/services/ingest/sample-files'
import { setThreshold } from '@rc/services/profile/thresholds'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const day = 86_400
const noon = (daysAgo: number) => (Math.floor((Date.now() / 1000 + 9 * 3600) / day) - daysAgo) * day + 3 * 3600
const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')
const run = sampleFit({ startS: noon(3), seconds: 1800 })

let t: TestWorker
let activityId: number
beforeAll(async () => {
  t = await createTestWorker()
  await t.start()
  for (const [kind, value] of [
    ['hr_rest_bpm', 50],
    ['hr_max_bpm', 190],
    ['lthr_bpm', 165],
  ] as const)
    await setThreshold(t.app, t.userId, { kind, value, validFrom: '2020-01-01', source: 'athlete' })
  await t.send(t.userId, [
    { name: 'run.fit', bytes: run },
    { name: 'old.fit', bytes: sampleFit({ startS: noon(50), seconds: 1800 }) },
  ])
  await t.settle()
  const [row] = await t.sql`select id from activities where local_date = ${addDays(today, -3)}`
  activityId = row!['id'] as number
})
afterAll(() => t.close())

const why = (grain: 'activity' | 'day', key: string | number, metricId: string) =>
  explainMetric(t.app, t.userId, { grain, key: String(key), metricId, session: -1 })

/** What a filled formula of plain arithmetic comes to, counted by somebody else: Postgres. */
const sum = async (filled: string | null): Promise<number> => {
  const text = filled!
    .replaceAll('·', '*')
    .replaceAll('−', '-')
    .replaceAll('²', '^2')
    .replaceAll(/e\^\(([^)]*)\)/g, 'exp($1)')
    .replaceAll(/\d+(\.\d+)?/g, '$&::float8')
  const [row] = await t.sql.unsafe(`select ${text} as sum`)
  return row!['sum'] as number
}

test('a load leads to the method it was made by, and that to its thresholds and to the bytes of the file', async () => {
  const load = await why('activity', activityId, 'load')
  expect(load).toMatchObject({ method: 'hrtss', formula: '{hr_tss}', version: 1, evidence: 'D', confidence: 'high' })
  expect(load.terms).toEqual([
    {
      name: 'hr_tss',
      value: load.value,
      unit: 'TSS',
      metric: { grain: 'activity', key: String(activityId), metricId: 'hr_tss' },
    },
  ])
  const file = load.inputs.find(({ kind }) => kind === 'file')
  expect(file).toMatchObject({ name: 'run.fit', sha256: createHash('sha256').update(run).digest('hex') })

  const hrTss = await why('activity', activityId, 'hr_tss')
  expect(hrTss.filled).toContain('at 165')
  const thresholds = hrTss.inputs.filter(({ kind }) => kind === 'threshold')
  expect(thresholds.map(({ name, value, localDate }) => [name, value, localDate])).toEqual([
    ['lthr_bpm', 165, '2020-01-01'],
    ['hr_rest_bpm', 50, '2020-01-01'],
    ['hr_max_bpm', 190, '2020-01-01'],
  ])
  const trimp = await why('activity', activityId, 'trimp_banister')
  expect(trimp.filled).toContain('(HR − 50) / (190 − 50)')
  expect(trimp.coverage).toBeGreaterThan(0.9)
})

test('the numbers put into the formula of a day come to its number', async () => {
  const yesterday = addDays(today, -1)
  for (const metricId of ['ctl', 'atl', 'tsb', 'tsb_end', 'ramp7', 'trimp_ctl', 'acwr_coupled']) {
    const told = await why('day', metricId === 'tsb' ? today : yesterday, metricId)
    expect(told.value, metricId).not.toBeNull()
    expect(Math.abs((await sum(told.filled)) - told.value!), `${metricId}: ${told.filled}`).toBeLessThan(0.01)
  }
  const ctl = await why('day', yesterday, 'ctl')
  expect(ctl).toMatchObject({
    inputCount: 1,
    inputs: [{ kind: 'activity', id: activityId, sha256: expect.any(String) }],
  })
  expect(ctl.terms.map(({ name }) => name)).toEqual(['ctl@-1', 'load'])
  expect(ctl.terms[0]!.metric).toEqual({ grain: 'day', key: addDays(yesterday, -1), metricId: 'ctl' })
})

test('every number that is stored can be asked about', async () => {
  const rows = await t.sql`select distinct metric_id from activity_metrics where activity_id = ${activityId}`
  for (const { metric_id: metricId } of rows)
    expect(await why('activity', activityId, metricId)).toMatchObject({ metricId })
  const days = await t.sql`select distinct metric_id from fitness_metrics_daily where user_id = ${t.userId}`
  expect(days.length).toBeGreaterThan(20)
  for (const { metric_id: metricId } of days)
    expect(await why('day', addDays(today, -1), metricId)).toMatchObject({ metricId })
})

test('a morning is explained from its readings, what is not known is not filled in', async () => {
  for (let ago = 0; ago < 61; ago++)
    await t.sql`insert into health_metrics (user_id, metric_id, time, local_date, value, statistic, measurement_window) values
      (${t.userId}, 'hrv_rmssd_ms', now(), ${addDays(today, -ago)}, ${60 + (ago % 3)}, 'mean', 'night'),
      (${t.userId}, 'resting_hr_bpm', now(), ${addDays(today, -ago)}, ${50 + (ago % 2)}, '', '')`
  const readiness = await why('day', today, 'readiness')
  expect(Math.round(await sum(readiness.filled!.replace(/, 0…100$/, '')))).toBe(readiness.value)
  expect(readiness.inputCount).toBe(122)
  expect(readiness.coverage).toBeCloseTo(0.85)
  const hrv = await why('day', today, 'hrv_7d_ms')
  expect(hrv.value).toBeGreaterThan(59)
  expect(await why('day', today, 'hrv_ms')).toMatchObject({ value: 60, method: 'device', unit: 'ms' })
  expect(await why('day', today, 'sleep_h')).toMatchObject({ value: null })
  const z = await why('day', today, 'resting_hr_z')
  expect(await sum(z.filled!.replaceAll('max', 'greatest'))).toBeCloseTo(z.value!, 2)
  expect(await why('day', today, 'sleep_debt_h')).toMatchObject({ value: null, missing: ['sleep'], inputs: [] })
})

test('form comes from efforts that are named', async () => {
  const vdot = await why('day', today, 'vdot')
  expect(vdot.inputs.length).toBe(vdot.value === null ? 0 : 1)
  expect(await why('day', today, 'lthr_bpm')).toMatchObject({ value: 165, unit: 'bpm', formula: 'set by the athlete' })
  expect(await why('day', today, 'race_time_42195_s')).toMatchObject({ value: null, missing: ['too_few_efforts'] })
  expect(await why('day', today, 'css_mps')).toMatchObject({ value: null, missing: ['too_few_efforts'] })
})

test('a part of a number has its own story: an effort, its speed, a zone', async () => {
  const [row] = await t.sql`
    select detail -> 'efforts' -> 0 as effort from activity_metrics where activity_id = ${activityId} and metric_id = 'best_efforts'`
  const { distanceM, timeS } = row!['effort'] as { distanceM: number; timeS: number }
  expect(await why('activity', activityId, `best_efforts.${distanceM}`)).toMatchObject({ value: timeS, unit: 's' })
  const speed = await why('activity', activityId, `best_efforts.${distanceM}.speed`)
  expect(await sum(speed.filled)).toBeCloseTo(speed.value!, 2)
  expect(speed.inputs[0]).toMatchObject({ kind: 'file', sha256: expect.any(String) })
  const zones = await Promise.all(
    [0, 1, 2, 3, 4, '5up'].map((zone) => why('activity', activityId, `time_in_hr_zones.${zone}`)),
  )
  const all = await why('activity', activityId, 'time_in_hr_zones')
  expect(zones.reduce((total, { value }) => total + value!, 0)).toBeCloseTo(all.value!)
  await expect(why('activity', activityId, 'best_efforts.7')).rejects.toMatchObject({ code: 'not_found' })
})

test('a week is the sum of its activities, of a sport as of all; shares of time add up', async () => {
  const day = addDays(today, -3)
  const load = await why('day', day, 'week_load')
  expect(load).toMatchObject({ inputCount: 1, inputs: [{ id: activityId, sha256: expect.any(String) }] })
  expect(load.value).toBe(load.inputs[0]!.value)
  expect(await why('day', day, 'week_timer_s.run+trail_run')).toMatchObject({ value: 1800, unit: 's' })
  expect(await why('day', day, 'week_timer_s.bike')).toMatchObject({ value: 0, inputCount: 0 })
  expect(await why('day', day, 'year_timer_s')).toMatchObject({ unit: 's', confidence: 'high' })
  expect((await why('day', day, 'month_activities')).formula).toBe('number of activities since the first of the month')
  const shares = await Promise.all(
    ['easy', 'moderate', 'hard'].map((name) => why('day', today, `${name}_share_pct.28`)),
  )
  expect(shares.reduce((total, { value }) => total + value!, 0)).toBeCloseTo(100)
  expect(await sum(shares[0]!.filled)).toBeCloseTo(shares[0]!.value!, 1)
  for (const id of ['week_timer_s.chess', 'decade_load', 'easy_share_pct.0'])
    await expect(why('day', today, id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a rule of the morning tells what it looked at, as it was kept', async () => {
  const facts = { singleRunRatio: 1.4, sleepAverage14H: 6.2 }
  await t.sql`insert into risk_assessments (user_id, local_date, level, flags, unknown, muted, facts, readiness, checked_at)
    values (${t.userId}, ${today}, 'watch', '[]', '{}', '{}', ${t.sql.json(facts)}, '{}', now())`
  const run = await why('day', today, 'rule_I1')
  expect(run).toMatchObject({ value: 1.4, method: 'single_run_spike', evidence: 'A' })
  expect(run.inputs).toMatchObject([{ id: activityId }])
  const sleep = await why('day', today, 'rule_S1')
  expect(sleep.terms).toMatchObject([{ value: 6.2, metric: { key: today, metricId: 'sleep_average_14_h' } }])
  await expect(why('day', today, 'rule_G1')).rejects.toMatchObject({ code: 'not_found' })
})

test('what there is not is not found', async () => {
  for (const [grain, key, id] of [
    ['activity', 999_999, 'load'],
    ['activity', 'x', 'load'],
    ['day', '2026-02-30', 'ctl'],
    ['day', today, 'luck'],
  ] as const)
    await expect(why(grain, key, id)).rejects.toMatchObject({ code: 'not_found' })
})
