import type { DailySeries, DashboardSummary, Profile, SleepNight, WeekTotals } from '@rc/contract'
import { addDays, localDateOf, mondayOf } from '@rc/domain'
import type { z } from 'zod'
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
const monday = mondayOf(today)

const get = async <T>(path: string): Promise<T> => {
  const response = await api.call('GET', path, { cookie })
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as T
}

async function plant(localDate: string, sport: string, timerS: number, load: number | null): Promise<number> {
  const [row] = await api.sql`insert into activities
    (user_id, source, sport, started_at, ended_at, local_date, timer_s, distance_m, reader_version)
    values (${userId}, 'fit', ${sport}, ${localDate}::date - interval '1 h', ${localDate}::date, ${localDate}, ${timerS}, ${timerS * 3}, 1)
    returning id`
  const id = row?.['id'] as number
  await api.sql`insert into activity_metrics
    (user_id, activity_id, metric_id, version, value, unit, method, confidence, missing, inputs_hash)
    values (${userId}, ${id}, 'load', 1, ${load === null ? 1 : load - 1}, 'u', 'old', 'high', '{}', ''),
      (${userId}, ${id}, 'load', 2, ${load}, 'u', 'hr_tss', 'high', ${load === null ? ['lthr_bpm', 'hr'] : []}, '')`
  return id
}

describe('before anything was imported', () => {
  test('the dashboard is empty, not wrong', async () => {
    const summary = await get<DashboardSummary>('/dashboard/summary')
    expect(summary).toMatchObject({
      today,
      form: [],
      historyDays: 0,
      latest: [],
      missingThresholds: [],
      lastImportAt: null,
    })
    expect(summary.thisWeek).toEqual({
      monday,
      activities: 0,
      timerS: 0,
      distanceM: 0,
      load: 0,
      withoutLoad: 0,
      bySport: [],
    })
  })
})

describe('with two weeks of training', () => {
  beforeAll(async () => {
    await plant(today, 'run', 3600, 60)
    await plant(addDays(today, -7), 'run', 1800, 30)
    await plant(addDays(monday, -7), 'bike', 7200, null)
    await plant(addDays(monday, -1), 'run', 600, 10)
    await plant(addDays(monday, -8), 'run', 9999, 99)
    await api.sql`insert into fitness_metrics_daily (user_id, local_date, metric_id, version, value, unit, method, confidence)
      select ${userId}, ${today}::date - i, m, v, i * v, 'u', 'pmc_' || v, 'high'
      from generate_series(1, 120) i, unnest(array['ctl', 'atl', 'load', 'tsb']) m, generate_series(1, 2) v`
  })

  test('the dashboard compares this week with the last and with its part so far', async () => {
    const summary = await get<DashboardSummary>('/dashboard/summary')
    expect(summary.thisWeek).toMatchObject({ monday, activities: 1, timerS: 3600, distanceM: 10_800, load: 60 })
    expect(summary.lastWeek.monday).toBe(addDays(monday, -7))
    expect(summary.lastWeek.timerS).toBe(7200 + 600 + 1800)
    expect(summary.lastWeek.withoutLoad).toBe(1)
    const sundays = addDays(monday, -1) === addDays(today, -7) ? 600 : 0
    expect(summary.lastWeekSoFar.timerS).toBe(7200 + 1800 + sundays)
    expect(summary.historyDays).toBe(Math.round((Date.parse(today) - Date.parse(addDays(monday, -8))) / 86_400_000))
    expect(summary.missingThresholds).toEqual(['lthr_bpm'])
    expect(summary.latest[0]).toMatchObject({ localDate: today, load: 60, loadMethod: 'hr_tss' })
  })

  test('the form is that of the newest version, 90 closed days, oldest first', async () => {
    const { form } = await get<DashboardSummary>('/dashboard/summary')
    expect(form.map(({ metricId, version, method }) => [metricId, version, method])).toEqual(
      ['load', 'ctl', 'atl', 'tsb'].map((id) => [id, 2, 'pmc_2']),
    )
    expect(form[0]?.points).toHaveLength(90)
    expect(form[0]?.points[0]).toMatchObject({ localDate: addDays(today, -90), value: 180 })
    expect(form[0]?.points.at(-1)).toMatchObject({ localDate: addDays(today, -1), value: 2 })
  })

  test('daily metrics come as asked for', async () => {
    const range = `from=${addDays(today, -3)}&to=${today}`
    const { series } = await get<{ series: DailySeries[] }>(`/metrics?ids=atl,nothing,ctl,atl&${range}`)
    expect(series.map(({ metricId, points }) => [metricId, points.length])).toEqual([
      ['atl', 3],
      ['ctl', 3],
    ])
  })

  test('trends hold every week, empty ones too', async () => {
    const { weeks } = await get<{ weeks: WeekTotals[] }>('/trends?weeks=5')
    expect(weeks.map((week) => week.monday)).toEqual([-28, -21, -14, -7, 0].map((days) => addDays(monday, days)))
    expect(weeks.map((week) => week.activities)).toEqual([0, 0, 1, 3, 1])
  })

  test('the calendar holds every day, with what is known of its load', async () => {
    const { days } = await get<{ days: { localDate: string; load: number | null; activities: unknown[] }[] }>(
      `/calendar?from=${addDays(monday, -7)}&to=${addDays(monday, 6)}`,
    )
    expect(days).toHaveLength(14)
    expect(days[0]?.localDate).toBe(addDays(monday, -7))
    expect(days[0]?.activities.length).toBeGreaterThan(0)
    expect(days.find(({ localDate }) => localDate === today)?.load).toBe(60)
    expect((await api.call('GET', '/calendar?from=2020-01-01&to=2026-01-01', { cookie })).status).toBe(400)
    expect(await get('/calendar?from=2026-01-02&to=2026-01-01')).toEqual({ days: [] })
  })
})

describe('nights and days', () => {
  beforeAll(async () => {
    await api.sql`insert into garmin_raw_files (user_id, sha256, bytes, name)
      select ${userId}, lpad(i::text, 64, '0'), 1, 'a.fit' from generate_series(1, 2) i`
    await api.sql`insert into sleep (user_id, wake_date, started_at, asleep_s, stage_start_s, stage) values
      (${userId}, '2024-02-02', '2024-02-01T14:00:00Z', 20000, '{}', '{}'),
      (${userId}, '2024-02-02', '2024-02-01T14:00:00Z', 25000, array[1706796000, 1706799600], '{2,3}'),
      (${userId}, '2024-02-03', null, null, '{}', '{}')`
    await api.sql`insert into hr_records (user_id, raw_file_id, seq, time, bpm) values
      (${userId}, 1, 0, '2024-02-01T14:59:59Z', 50), (${userId}, 1, 1, '2024-02-01T15:00:00Z', 51),
      (${userId}, 2, 0, '2024-02-01T15:00:00Z', 52), (${userId}, 2, 1, '2024-02-02T14:59:00Z', 53),
      (${userId}, 2, 2, '2024-02-02T15:00:00Z', 54)`
  })

  test('of several sources of a night the one that saw most', async () => {
    const { nights } = await get<{ nights: z.infer<typeof SleepNight>[] }>('/sleep?from=2024-02-01&to=2024-02-28')
    expect(nights.map(({ wakeDate, asleepS }) => [wakeDate, asleepS])).toEqual([
      ['2024-02-02', 25_000],
      ['2024-02-03', null],
    ])
    expect(nights[0]?.stages).toEqual([
      { startS: 0, stage: 2 },
      { startS: 3600, stage: 3 },
    ])
  })

  test('heart rate from midnight to midnight of the athlete, each moment once', async () => {
    expect(await get('/hr?date=2024-02-02')).toEqual({ date: '2024-02-02', timeS: [0, 86_340], bpm: [52, 53] })
  })
})

describe('profile', () => {
  const change = async (method: string, path: string, json?: unknown) => {
    const response = await api.call(method, path, { cookie, ...(json === undefined ? {} : { json }) })
    expect(response.status, await response.clone().text()).toBeLessThan(300)
    return (response.status === 204 ? null : await response.json()) as Profile
  }
  const recomputations = async () =>
    (
      await api.sql`select count(*)::integer as n from sync_jobs where kind = 'own.metrics.recompute' and state = 'queued'`
    )[0]?.['n']

  test('answering or skipping the first questions is remembered', async () => {
    await change('PATCH', '/me/profile', {})
    expect(await get('/me')).toMatchObject({ profileCompleted: true })
    expect(await change('PATCH', '/me/profile', { birthYear: 1985, sex: 'female' })).toMatchObject({
      birthYear: 1985,
      sex: 'female',
    })
    expect(await recomputations()).toBe(1)
  })

  test('thresholds are dated; one of the same kind and day is replaced; removal is final', async () => {
    await change('PUT', '/me/thresholds', { kind: 'ftp_w', value: 240, validFrom: '2026-01-01' })
    await change('PUT', '/me/thresholds', { kind: 'ftp_w', value: 250, validFrom: '2026-05-01' })
    const { thresholds } = await change('PUT', '/me/thresholds', {
      kind: 'ftp_w',
      value: 255,
      validFrom: '2026-05-01',
      source: 'suggested',
    })
    expect(thresholds.map(({ value, validFrom, source }) => [value, validFrom, source])).toEqual([
      [240, '2026-01-01', 'athlete'],
      [255, '2026-05-01', 'suggested'],
    ])
    await change('DELETE', `/me/thresholds/${thresholds[0]?.id}`)
    expect((await get<Profile>('/me/profile')).thresholds).toHaveLength(1)
    expect((await api.call('DELETE', `/me/thresholds/${thresholds[0]?.id}`, { cookie })).status).toBe(404)
  })

  test.each([
    { kind: 'ftp_w', value: 2500, validFrom: '2026-01-01' },
    { kind: 'hr_max_bpm', value: 60, validFrom: '2026-01-01' },
    { kind: 'hr_max_bpm', value: 180, validFrom: '2026-02-30' },
    { kind: 'luck', value: 7, validFrom: '2026-01-01' },
  ])('%j is a typing mistake', async (threshold) => {
    expect((await api.call('PUT', '/me/thresholds', { cookie, json: threshold })).status).toBe(400)
  })

  test('suggestions come from the year, with what they were read from', async () => {
    const id = await plant(addDays(today, -10), 'run', 3600, 50)
    await api.sql`insert into activity_metrics (user_id, activity_id, metric_id, version, value, unit, method, confidence, inputs_hash) values
      (${userId}, ${id}, 'hr_quality', 1, 95, '', '', 'high', ''), (${userId}, ${id}, 'mean_max_hr', 1, 187.4, '', '', 'high', ''),
      -- A run without a recording has no best efforts.
      (${userId}, ${id}, 'best_efforts', 1, null, '', '', 'low', '')`
    await api.sql`insert into health_metrics (user_id, metric_id, time, local_date, value)
      select ${userId}, 'resting_hr_bpm', now(), ${today}::date - i, 48 + i from generate_series(0, 4) i`
    await api.sql`insert into health_metrics (user_id, vendor, metric_id, time, local_date, value, statistic)
      values (${userId}, 'garmin', 'lthr_bpm', now(), ${addDays(today, -3)}, 168, 'device'),
        (${userId}, 'garmin', 'lthr_bpm', now(), ${addDays(today, -3)}, 171, 'zones')`
    const { suggestions } = await get<Profile>('/me/profile')
    expect(suggestions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'hr_max_bpm',
          value: 187,
          evidence: { activityId: id, date: addDays(today, -10), activities: 1 },
        }),
        expect.objectContaining({ kind: 'hr_rest_bpm', value: 50, confidence: 'high' }),
        expect.objectContaining({
          kind: 'lthr_bpm',
          value: 168,
          method: 'vendor',
          evidence: { vendor: 'garmin', date: addDays(today, -3) },
        }),
      ]),
    )
  })
})
