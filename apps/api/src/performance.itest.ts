import { addDays, localDateOf } from '@rc/domain'
import type { FormCurves, LoadChange, RunPerformance, YearDays } from '@rc/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let userId: number
let cookie: string
const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')
const ago = (days: number) => addDays(today, -days)

async function plant(
  daysAgo: number,
  sport: string,
  metrics: Record<string, { value?: number; detail?: object }>,
): Promise<number> {
  const [row] = await api.sql`insert into activities
    (user_id, source, sport, started_at, ended_at, local_date, timer_s, distance_m, reader_version)
    values (${userId}, 'fit', ${sport}, ${ago(daysAgo)}, ${ago(daysAgo)}, ${ago(daysAgo)}, 3600, 10000, 1) returning id`
  const id = row?.['id'] as number
  for (const [metricId, { value = 1, detail = {} }] of Object.entries(metrics))
    await api.sql`insert into activity_metrics
      (user_id, activity_id, metric_id, version, value, unit, method, confidence, detail, inputs_hash)
      values (${userId}, ${id}, ${metricId}, 1, ${value}, 'u', 'm', 'high', ${api.sql.json(detail as never)}, '')`
  return id
}
const efforts = (...pairs: [distanceM: number, timeS: number][]) => ({
  best_efforts: { detail: { efforts: pairs.map(([distanceM, timeS]) => ({ distanceM, timeS, startS: 12 })) } },
})
const powers = (...pairs: [durationS: number, value: number][]) => ({
  mean_max_power_w: { detail: { curve: pairs.map(([durationS, value]) => ({ durationS, value })) } },
})

beforeAll(async () => {
  api = await createTestApp()
  ;({ userId, cookie } = await api.signIn('owner'))
  await plant(500, 'run', efforts([1000, 200], [5000, 1150]))
  await plant(20, 'run', efforts([1000, 210], [5000, 1200]))
  await plant(5, 'run', {
    ...efforts([1000, 220], [5000, 1190]),
    time_in_3_zones: { value: 3500, detail: { seconds: [0, 2700, 600, 200], missingS: 100 } },
    efficiency_factor: { value: 1.3 },
    decoupling_pct: { value: 4, detail: { disturbed: ['heat'] } },
  })
  await plant(3, 'treadmill_run', {})
  await plant(4, 'bike', powers([180, 380], [600, 300], [1200, 280]))
  await plant(400, 'bike', powers([180, 400], [600, 290]))
  await api.sql`insert into fitness_metrics_daily (user_id, local_date, metric_id, version, value, coverage, unit, method, confidence)
    select ${userId}, ${today}::date - i, m, 1, i, case when i = 2 and m = 'load' then 0.5 else 1 end, 'u', 'm', 'high'
    from generate_series(1, 60) i, unnest(array['load', 'ctl', 'atl', 'tsb', 'ramp7', 'acwr_uncoupled', 'strain']) m`
})
afterAll(() => api.close())

async function get<T>(path: string): Promise<T> {
  const response = await api.call('GET', path, { cookie })
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as T
}

test('the curves are columns of one value a day, and say which days are incomplete', async () => {
  const form = await get<FormCurves>(`/performance/form?from=${ago(3)}&to=${today}`)
  expect(form).toMatchObject({
    from: ago(3),
    load: [3, 2, 1, null],
    tsb: [3, 2, 1, null],
    incomplete: [ago(2)],
    future: [],
  })
  expect(form.historyDays).toBe(500)
  const change = await get<LoadChange>(`/performance/load-change?from=${ago(2)}&to=${today}`)
  expect(change).toMatchObject({ acwrUncoupled: [2, 1, null], runDivergence: [null, null, null], strainP90: 54 })
})

test('an approved plan continues the curves, a draft does not', async () => {
  const curves = async () => (await get<FormCurves>(`/performance/form?from=${ago(3)}&to=${today}`)).future
  await api.sql`insert into plans (user_id, plan_id, title, goal, state, starts_on, ends_on, version)
    values (${userId}, 'p', 'P', 'g', 'draft', ${today}, ${addDays(today, 9)}, 1)`
  await api.sql`insert into workouts (user_id, plan_id, key, sport, type, title, purpose, steps, duration_s, distance_m, load)
    values (${userId}, 'p', 'a', 'run', 'easy', 't', 'p', '[]', 3600, 10000, 50), (${userId}, 'p', 'b', 'run', 'easy', 't', 'p', '[]', 3600, 10000, 70)`
  await api.sql`insert into workout_schedule (user_id, plan_id, key, local_date, place)
    values (${userId}, 'p', 'a', ${today}, 0), (${userId}, 'p', 'b', ${addDays(today, 2)}, 0)`
  expect(await curves()).toEqual([])
  await api.sql`update plans set state = 'approved', approved_version = 1`
  const future = await curves()
  expect(future.map(({ localDate, load }) => [localDate, load])).toEqual([
    [today, 50],
    [addDays(today, 1), 0],
    [addDays(today, 2), 70],
  ])
  // Yesterday's curves are 1 in this invented past.
  expect(future[0]!.tsb).toBeCloseTo(0)
  expect(future[0]!.ctl).toBeCloseTo(1 + (1 - Math.exp(-1 / 42)) * 49)
  expect(future[1]!.tsb).toBeCloseTo(future[0]!.ctl - future[0]!.atl)
})

test('the days of years hold what the activities hold, and say which other days were for rest', async () => {
  const from = ago(600)
  const days = await get<YearDays>(`/performance/days?from=${from}&to=${today}`)
  expect(days.firstDate).toBe(ago(500))
  const rows = await api.sql<{ sport: string; localDate: string; distanceM: number; timerS: number }[]>`
    select sport, local_date::text as "localDate", distance_m as "distanceM", timer_s as "timerS" from activities`
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)
  for (const column of days.sports) {
    const own = rows.filter(({ sport }) => sport === column.sport)
    expect(sum(column.distanceM), column.sport).toBeCloseTo(sum(own.map(({ distanceM }) => distanceM)), 3)
    expect(sum(column.timerS)).toBeCloseTo(sum(own.map(({ timerS }) => timerS)), 3)
    expect(sum(column.activities)).toBe(own.length)
    expect(column.day.map((day) => addDays(from, day))).toEqual(own.map(({ localDate }) => localDate).toSorted())
    // Nobody knows the climb or the load of these.
    expect(column.ascentM.every((value) => value === null)).toBe(true)
    expect(sum(column.withoutLoad)).toBe(own.length)
  }
  expect(sum(days.sports.map(({ day }) => day.length))).toBe(rows.length)
  await api.sql`insert into journal_days (user_id, local_date) values (${userId}, ${ago(30)}), (${userId}, ${ago(29)}), (${userId}, ${ago(27)})`
  const { known } = await get<YearDays>(`/performance/days?from=${ago(40)}&to=${today}`)
  expect(known).toEqual([
    [10, 11],
    [13, 13],
  ])
  expect((await api.call('GET', `/performance/days?from=2000-01-01&to=${today}`, { cookie })).status).toBe(400)
})

test('records are kept by season', async () => {
  const { efforts: found } = await get<{
    efforts: { distanceM: number; seasons: { season: string; best: { timeS: number } }[] }[]
  }>('/performance/records?family=run')
  const [, five] = found
  expect(found.map(({ distanceM }) => distanceM)).toEqual([1000, 5000])
  expect(five!.seasons.map(({ season, best }) => [season, best.timeS]).slice(0, 2)).toEqual([
    ['all', 1150],
    ['90d', 1190],
  ])
  const { curves } = await get<{ curves: { season: string; points: { durationS: number; value: number }[] }[] }>(
    '/performance/mean-max?family=bike&of=power',
  )
  expect(curves[0]).toMatchObject({
    season: 'all',
    points: [{ durationS: 180, value: 400 }, { value: 300 }, { value: 280 }],
  })
  expect(curves[1]).toMatchObject({ season: '90d', points: [{ value: 380 }, { value: 300 }, { value: 280 }] })
})

test('VDOT comes from the freshest best effort outdoors', async () => {
  const run = await get<RunPerformance>('/performance/run')
  expect(run.vdot).toMatchObject({ effort: { distanceM: 5000, timeS: 1190 }, daysOff: 3, confidence: 'estimated' })
  expect(run.predictions.map(({ distanceM }) => distanceM)).toEqual([5000, 10_000])
  for (const { fastS, slowS } of run.predictions) expect(slowS).toBeGreaterThanOrEqual(fastS)
})

test('critical power is fitted, speed says why not', async () => {
  const { fits } = await get<{
    fits: { family: string; value: number | null; missing: string[]; efforts: object[] }[]
  }>('/performance/critical')
  const [run, bike, swim] = fits
  expect(bike!.value).toBeGreaterThan(250)
  expect(bike!.efforts).toHaveLength(3)
  expect(run).toMatchObject({ family: 'run' })
  expect(run!.value).toBeCloseTo(4000 / (1190 - 210))
  expect(swim).toMatchObject({ value: null, missing: ['too_few_efforts'] })
})

test('efficiency and time in zones', async () => {
  expect(await get(`/performance/efficiency?from=${ago(30)}&to=${today}`)).toMatchObject({
    points: [{ localDate: ago(5), efficiencyFactor: 1.3, decouplingPct: 4, disturbed: ['heat'] }],
    trend: { label: 'insufficient', slopePer30Days: null },
  })
  const distribution = await get<{ weeks: object[] }>('/performance/distribution?family=run&weeks=3')
  expect(distribution).toMatchObject({ total: { seconds: [2700, 600, 200], kind: 'pyramidal' }, missingS: 100 })
  expect(distribution.weeks).toHaveLength(3)
})
