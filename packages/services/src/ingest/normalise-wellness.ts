import type { schema } from '@rc/db'
import { toJsonRows } from '@rc/db/queries/json-rows'
import type { WellnessRows } from '@rc/db/queries/wellness-write'
import { localDateOf, type Series, type Wellness } from '@rc/domain'
import { instantOf } from './normalise-recording.ts'

type Own = 'userId' | 'rawFileId' | 'createdAt' | 'updatedAt'
type HealthRow = Omit<typeof schema.healthMetrics.$inferInsert, Own | 'id' | 'vendor' | 'rawEventId'>
type SleepRow = Omit<typeof schema.sleep.$inferInsert, Own | 'id' | 'vendor' | 'rawEventId'>
type HrRow = Omit<typeof schema.hrRecords.$inferInsert, Own>

/** What a file says about days and nights, as rows. Device times are UTC; a day is one of the athlete's zone. */
export function normaliseWellness(wellness: Wellness, createdAtS: number | null, timeZone: string): WellnessRows {
  const night = sleepRow(wellness, createdAtS, timeZone)
  const hr = pairs(wellness.hrBpm).map(([timeS, bpm], seq): HrRow => ({
    seq,
    time: instantOf(timeS),
    bpm: Math.round(bpm),
  }))
  return {
    sleep: toJsonRows(night ? [night] : []),
    healthMetrics: toJsonRows(healthRows(wellness, createdAtS, timeZone)),
    hrRecords: toJsonRows(hr),
  }
}

function healthRows(wellness: Wellness, createdAtS: number | null, timeZone: string): HealthRow[] {
  const row = (timeS: number, metricId: string, value: number, statistic = '', measurementWindow = ''): HealthRow => ({
    metricId,
    time: instantOf(timeS),
    localDate: localDateOf(timeS, timeZone),
    value,
    statistic,
    measurementWindow,
  })
  const rows = [
    ...pairs(wellness.stress).map(([t, value]) => row(t, 'stress', value)),
    ...pairs(wellness.respirationBrpm).map(([t, value]) => row(t, 'respiration_brpm', value)),
    ...pairs(wellness.hrvRmssdMs).map(([t, value]) => row(t, 'hrv_rmssd_ms', value, 'rmssd', '5min')),
    ...wellness.readings.map(({ timeS, name, value }) => row(timeS, name, value)),
  ]
  const night = wellness.hrvNight
  const nightS = night?.timeS ?? createdAtS
  if (night && nightS !== null) {
    const say = (value: number | null, metricId: string, statistic: string, window: string) => {
      if (value !== null) rows.push(row(nightS, metricId, value, statistic, window))
    }
    say(night.lastNightAvgMs, 'hrv_rmssd_ms', 'mean', 'night')
    say(night.lastNight5MinHighMs, 'hrv_rmssd_ms', 'max_5min', 'night')
    say(night.weeklyAvgMs, 'hrv_rmssd_ms', 'mean', '7d')
    say(night.baselineLowUpperMs, 'hrv_baseline_low_upper_ms', 'device', '')
    say(night.baselineBalancedLowerMs, 'hrv_baseline_balanced_lower_ms', 'device', '')
    say(night.baselineBalancedUpperMs, 'hrv_baseline_balanced_upper_ms', 'device', '')
    say(night.status, 'hrv_status', 'device', '')
  }
  return rows.filter(({ value }) => Number.isFinite(value))
}

/**
 * One night. A stage lasts until the next one; the last one ends with the night, and without an end nobody knows how long
 * it was. The night belongs to the day on which it ends.
 */
function sleepRow({ sleep, sleepStages }: Wellness, createdAtS: number | null, timeZone: string): SleepRow | null {
  const stages = pairs(sleepStages)
  if (!sleep && stages.length === 0) return null
  const startS = sleep?.startS ?? stages[0]?.[0] ?? null
  const endS = sleep?.endS ?? null
  const wakeS = endS ?? stages.at(-1)?.[0] ?? createdAtS
  if (wakeS === null) return null
  const lasting = (stage: number): number | null => {
    if (stages.length === 0) return null
    const seconds = stages.map(([from, kind], i) =>
      kind === stage ? Math.max(0, (stages[i + 1]?.[0] ?? endS ?? from) - from) : 0,
    )
    return Math.round(seconds.reduce((total, s) => total + s, 0))
  }
  const [light, deep, rem] = [lasting(2), lasting(3), lasting(4)]
  const asleepS = light === null || deep === null || rem === null ? null : light + deep + rem
  return {
    wakeDate: localDateOf(wakeS, timeZone),
    startedAt: startS === null ? null : instantOf(startS),
    endedAt: endS === null ? null : instantOf(endS),
    asleepS,
    awakeS: lasting(1),
    lightS: light,
    deepS: deep,
    remS: rem,
    unmeasurableS: lasting(0),
    efficiencyPct:
      asleepS !== null && startS !== null && endS !== null && endS > startS ? (100 * asleepS) / (endS - startS) : null,
    score: sleep?.score ?? null,
    stageStartS: stages.map(([timeS]) => timeS),
    stage: stages.map(([, stage]) => stage),
    detail: sleep && Object.keys(sleep.assessment).length > 0 ? sleep.assessment : null,
  }
}

const pairs = ({ timeS, value }: Series): [number, number][] => Array.from(timeS, (t, i) => [t, value[i]!])
