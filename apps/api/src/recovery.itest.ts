import type { JournalDay, ReadinessToday, TrainingSettings } from '@rc/contract'
import { addDays, localDateOf } from '@rc/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

async function ask<T>(method: string, path: string, json?: unknown): Promise<T> {
  const response = await api.call(method, path, { cookie, json })
  expect(response.ok, await response.clone().text()).toBe(true)
  return (await response.json()) as T
}
const get = <T>(path: string) => ask<T>('GET', path)

const say = (daysAgo: number, metricId: string, value: number, statistic = '', window = '', vendor = 'file') => api.sql`
  insert into health_metrics (user_id, vendor, metric_id, time, local_date, value, statistic, measurement_window)
  values (${userId}, ${vendor}, ${metricId}, ${addDays(today, -daysAgo)}::date + interval '7 h', ${addDays(today, -daysAgo)},
    ${value}, ${statistic}, ${window})`
const sleepOf = (daysAgo: number, hours: number) => api.sql`
  insert into sleep (user_id, wake_date, started_at, ended_at, asleep_s, efficiency_pct)
  values (${userId}, ${addDays(today, -daysAgo)}, ${addDays(today, -daysAgo)}::date - interval '8 h',
    ${addDays(today, -daysAgo)}::date, ${hours * 3600}, ${(100 * hours) / 8})`

test('before anything has arrived there is no score, and nothing is made up', async () => {
  const morning = await get<ReadinessToday>('/readiness/today')
  expect(morning).toMatchObject({
    localDate: today,
    score: null,
    band: null,
    confidence: 0,
    drivers: [],
    isStale: true,
  })
  expect(morning.newest).toEqual({ hrv: null, restingHr: null, sleep: null })
})

describe('with two months of nights', () => {
  beforeAll(async () => {
    for (let ago = 60; ago >= 0; ago--) {
      const wave = ago % 2 === 0 ? 2 : -2
      await say(ago, 'hrv_rmssd_ms', ago === 0 ? 40 : 60 + wave, 'mean', 'night')
      await say(ago, 'resting_hr_bpm', ago === 0 ? 58 : 50 + wave / 2)
      await sleepOf(ago, ago === 0 ? 6 : 7.5)
    }
    // Another device that counts otherwise, and the weekly mean of the same one: neither belongs into the baseline.
    for (const ago of [30, 20, 10]) await say(ago, 'hrv_sdnn_ms', 200, 'sdnn', 'morning', 'watch')
    for (const ago of [9, 8, 7]) await say(ago, 'hrv_rmssd_ms', 500, 'mean', '7d')
  })

  test('a bad night is told with its drivers, the worst first', async () => {
    const morning = await get<ReadinessToday>('/readiness/today')
    expect(morning.score).toBeLessThan(35)
    expect(morning.confidence).toBeCloseTo(1)
    expect(morning).toMatchObject({ band: 'low', isStale: false, fallback: 'none' })
    expect(morning.drivers.map(({ id }) => id)).toEqual(['hrv', 'rhr', 'sleep'])
    for (const { points } of morning.drivers) expect(points).toBeLessThan(0)
    expect(morning.hrvSource).toEqual({ vendor: 'file', statistic: 'mean', window: 'night' })
    expect(morning.hrv.valueMs).toBe(40)
    expect(morning.hrv.upperMs).toBeGreaterThan(morning.hrv.lowerMs!)
    expect(morning.restingHr).toMatchObject({ bpm: 58, isRaised: true })
    expect(morning.sleep).toMatchObject({ hours: 6, needH: 8, efficiencyPct: 75 })
    expect(morning.sleep.debtH).toBeCloseTo(8.5)
  })

  test('without last night the week stands in, with less confidence, and it is said', async () => {
    await api.sql`delete from health_metrics where user_id = ${userId} and local_date = ${today}`
    const morning = await get<ReadinessToday>('/readiness/today')
    expect(morning).toMatchObject({ isStale: true, fallback: 'hrv_7_day' })
    expect(morning.confidence).toBeCloseTo(0.55)
    expect(morning.newest.hrv).toBe(addDays(today, -1))
  })

  test('histories have one entry a day, gaps included', async () => {
    const range = `from=${addDays(today, -9)}&to=${today}`
    const { days } = await get<{ days: { localDate: string; score: number | null }[] }>(`/readiness?${range}`)
    expect(days).toHaveLength(10)
    expect(days.at(0)!.score).toBeGreaterThan(60)
    const hrv = await get<{ others: object[]; days: { valueMs: number | null }[] }>(`/hrv?${range}`)
    expect(hrv.others).toHaveLength(1)
    expect(hrv.days.map(({ valueMs }) => valueMs)).toEqual([58, 62, 58, 62, 58, 62, 58, 62, 58, null])
    const resting = await get<{ days: { bpm: number | null }[] }>(`/resting-hr?${range}`)
    expect(resting.days.at(-1)!.bpm).toBeNull()
    const sleep = await get<{ nights: object[]; days: { debtH: number }[] }>(`/sleep/summary?${range}`)
    expect(sleep.nights).toHaveLength(10)
    expect(sleep.days.at(-2)!.debtH).toBeCloseTo(7)
  })

  test('a time without end is refused', async () => {
    const response = await api.call('GET', '/readiness?from=1900-01-01&to=2026-01-01', { cookie })
    expect(response.status).toBe(400)
  })
})

test('the journal keeps what was said and forgets what was taken back', async () => {
  await ask('PUT', `/journal/${today}`, { fatigue: 4, weightKg: 70.4, notes: '다리가 무거움' })
  await ask('PUT', `/journal/${today}`, { fatigue: null, pain: 0 })
  const { days } = await get<{ days: JournalDay[] }>(`/journal?from=${addDays(today, -3)}&to=${today}`)
  expect(days).toHaveLength(1)
  expect(days[0]).toMatchObject({
    localDate: today,
    fatigue: null,
    pain: 0,
    mood: null,
    weightKg: 70.4,
    notes: '다리가 무거움',
  })
  await say(0, 'weight_kg', 71)
  await say(1, 'weight_kg', 72)
  expect(await get(`/weight?from=${addDays(today, -1)}&to=${today}`)).toEqual({
    days: [
      { localDate: addDays(today, -1), massKg: 72, source: 'device' },
      { localDate: today, massKg: 70.4, source: 'journal' },
    ],
  })
  expect((await api.call('PUT', `/journal/${today}`, { cookie, json: { mood: 6 } })).status).toBe(400)
})

test('how an activity felt stands beside its numbers, and its effort is computed with', async () => {
  const created = await ask<{ id: number }>('POST', '/activities', {
    sport: 'strength',
    startedAt: new Date().toISOString(),
    durationS: 3600,
  })
  const path = `/activities/${created.id}/journal`
  expect(await get(path)).toEqual({ activityId: created.id, rpe: null, feeling: null, pain: null, notes: null })
  expect(await ask('PUT', path, { rpe: 6, feeling: 4 })).toMatchObject({ rpe: 6, feeling: 4, notes: null })
  expect(await ask('PUT', path, { notes: '좋음' })).toMatchObject({ rpe: 6, feeling: 4, notes: '좋음' })
  const jobs = await api.sql`select from sync_jobs where user_id = ${userId} and kind = 'own.metrics.recompute'`
  expect(jobs).toHaveLength(1)
  expect((await api.call('GET', '/activities/999999/journal', { cookie })).status).toBe(404)
})

test('settings of training have a sensible beginning', async () => {
  const settings = await get<TrainingSettings>('/me/training')
  expect(settings).toEqual({ morningAt: '07:30', sleepNeedH: 8, gapModel: 'minetti2002', elevationFeetPerMile: 750 })
  expect(await ask('PATCH', '/me/training', { morningAt: '06:05', sleepNeedH: 8.5 })).toEqual({
    ...settings,
    morningAt: '06:05',
    sleepNeedH: 8.5,
  })
})

test('zones of a day say their bounds or what is missing; nothing is being recomputed', async () => {
  await ask('PUT', '/me/thresholds', { kind: 'lthr_bpm', value: 165, validFrom: '2020-01-01' })
  type Zones = { models: { model: string; bounds: number[]; missing: string[]; isDefault: boolean }[] }
  const { models } = await get<Zones>(`/zones?date=${today}`)
  expect(models.find(({ model }) => model === 'friel_run_lthr')).toMatchObject({ isDefault: true, missing: [] })
  expect(models.find(({ model }) => model === 'gc_cv_swim')).toMatchObject({ bounds: [], missing: ['css_mps'] })
  // Nobody works here: what was asked for waits.
  expect(await get('/me/recompute')).toMatchObject({ isRunning: true, done: 0, total: 0 })
})

test('a nap adds to the night of its day: what the source sums up itself, else its other sleeps of that day', async () => {
  const day = addDays(today, -200)
  const sleep = (from: string, hours: number, vendor: string, detail: object | null) => api.sql`
    insert into sleep (user_id, vendor, wake_date, started_at, ended_at, asleep_s, detail)
    values (${userId}, ${vendor}, ${day}, ${day}::date + ${from}::interval, ${day}::date + ${from}::interval + make_interval(hours => ${hours}),
      ${3600 * hours}, ${detail === null ? null : api.sql.json(detail as never)})`
  const night = async () => {
    const { nights } = await get<{ nights: { asleepS: number; napS: number | null }[] }>(
      `/sleep/summary?from=${day}&to=${day}`,
    )
    return nights[0]
  }
  await sleep('-1 hours', 7, 'garmin', { napS: 1200 })
  expect(await night()).toMatchObject({ asleepS: 7 * 3600, napS: 1200 })
  await api.sql`delete from sleep where wake_date = ${day}`
  await sleep('-1 hours', 7, 'garmin', { napS: 0 })
  await sleep('13 hours', 1, 'garmin', null)
  // The same night as another device saw it, and a fragment inside it: no naps.
  await sleep('-1 hours', 6, 'oura', null)
  await sleep('2 hours', 2, 'garmin', null)
  expect(await night()).toMatchObject({ asleepS: 7 * 3600, napS: 3600 })
  const why = await get<{ value: number; method: string }>(`/explain/day/${day}/sleep_h`)
  expect(why).toMatchObject({ value: 8, method: 'device_with_naps' })
})

test('what a session hurt closes the gate as what the day’s own word says, the next morning too', async () => {
  const level = async () => (await ask<{ level: string }>('POST', '/morning/run')).level
  await api.sql`delete from journal_days`
  await api.sql`delete from activities`
  const before = await level()
  expect(before).not.toBe('stop')
  const yesterday = addDays(today, -1)
  await api.sql`insert into activities (user_id, source, started_at, ended_at, local_date, reader_version, sport, timer_s, pain)
    values (${userId}, 'manual', ${yesterday}::date, ${yesterday}::date, ${yesterday}, 1, 'run', 3600, 5)`
  expect(await level()).toBe('stop')
  await api.sql`update activities set pain = 3`
  expect(await level()).toBe(before)
  await ask('PUT', `/journal/${today}`, { pain: 6 })
  expect(await level()).toBe('stop')
})
