import type { Series, Wellness } from '@rc/domain'
import type postgres from 'postgres'

interface Reading {
  timeS: number
  name: string
  value: number
  statistic: string
  window: string
}

/** What the tables hold of a file's days and nights; null when it is nothing. */
export async function readWellness(sql: postgres.Sql, rawFileId: number): Promise<Wellness | null> {
  const heart = await sql<{ timeS: number; value: number }[]>`
    select extract(epoch from time)::float8 as "timeS", bpm as value from hr_records where raw_file_id = ${rawFileId} order by seq`
  const rows = await sql<Reading[]>`
    select extract(epoch from time)::float8 as "timeS", metric_id as name, value, statistic, measurement_window as window
    from health_metrics where raw_file_id = ${rawFileId} order by id`
  const [night] = await sql<
    { startS: number | null; endS: number | null; score: number | null; timeS: number[]; value: number[] }[]
  >`select extract(epoch from started_at)::float8 as "startS", extract(epoch from ended_at)::float8 as "endS", score,
      stage_start_s as "timeS", stage as value
    from sleep where raw_file_id = ${rawFileId}`
  if (heart.length === 0 && rows.length === 0 && !night) return null

  const named = (name: string, window = '') => rows.filter((row) => row.name === name && row.window === window)
  const series = ['stress', 'respiration_brpm', 'hrv_rmssd_ms']
  return {
    hrBpm: seriesOf(heart),
    stress: seriesOf(named('stress')),
    respirationBrpm: seriesOf(named('respiration_brpm')),
    hrvRmssdMs: seriesOf(named('hrv_rmssd_ms', '5min')),
    sleepStages: { timeS: Float64Array.from(night?.timeS ?? []), value: Float64Array.from(night?.value ?? []) },
    sleep: night ? { startS: night.startS, endS: night.endS, score: night.score, assessment: {} } : null,
    hrvNight: hrvNightOf(rows),
    readings: rows
      .filter(({ name, statistic }) => !series.includes(name) && statistic !== 'device')
      .map(({ timeS, name, value }) => ({ timeS, name, value })),
  }
}

function hrvNightOf(rows: Reading[]): Wellness['hrvNight'] {
  const find = (name: string, statistic: string, window: string) =>
    rows.find((row) => row.name === name && row.statistic === statistic && row.window === window)
  const value = (...which: Parameters<typeof find>) => find(...which)?.value ?? null
  const night = rows.find((row) => row.window === 'night' || row.statistic === 'device')
  if (!night) return null
  return {
    timeS: night.timeS,
    weeklyAvgMs: value('hrv_rmssd_ms', 'mean', '7d'),
    lastNightAvgMs: value('hrv_rmssd_ms', 'mean', 'night'),
    lastNight5MinHighMs: value('hrv_rmssd_ms', 'max_5min', 'night'),
    baselineLowUpperMs: value('hrv_baseline_low_upper_ms', 'device', ''),
    baselineBalancedLowerMs: value('hrv_baseline_balanced_lower_ms', 'device', ''),
    baselineBalancedUpperMs: value('hrv_baseline_balanced_upper_ms', 'device', ''),
    status: value('hrv_status', 'device', ''),
  }
}

const seriesOf = (points: { timeS: number; value: number }[]): Series => ({
  timeS: Float64Array.from(points, (point) => point.timeS),
  value: Float64Array.from(points, (point) => point.value),
})
