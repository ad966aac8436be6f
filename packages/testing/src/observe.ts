import { createHash } from 'node:crypto'
import type { Channel, FileContents, Recording, Series } from '@rc/domain'

/** A series as TRUTH.json knows it: `sha1` is the first 16 hex digits over the integers joined by commas. */
export interface Digest {
  n: number
  sum: number
  sha1: string
}

function digest(values: Iterable<number>): Digest {
  const integers = [...values]
  const sha1 = createHash('sha1').update(integers.join(',')).digest('hex').slice(0, 16)
  return { n: integers.length, sum: integers.reduce((a, b) => a + b, 0), sha1 }
}

/** All valid values of a channel in file order, recordings one after the other, as integers of `1 / scale`. */
export function channelDigest(recordings: readonly Recording[], channel: Channel, scale = 1): Digest {
  const integers: number[] = []
  for (const { samples } of recordings) {
    for (const value of samples.channels[channel] ?? [])
      if (!Number.isNaN(value)) integers.push(Math.round(value * scale))
  }
  return digest(integers)
}

export interface TimeSummary {
  n: number
  first: number | null
  last: number | null
  min: number | null
  max: number | null
  backward_steps: number
  duplicate_steps: number
  gaps_over_60s: number
}

/** How the times of the samples run; `timed: false` when the file gave them none of its own. */
export function timeSummary(recordings: readonly Recording[], timed: boolean): TimeSummary {
  const times = timed ? recordings.flatMap((r) => [...r.samples.timeS]) : []
  const steps = times.slice(1).map((time, i) => time - times[i]!)
  return {
    n: times.length,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    min: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
    max: times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : null,
    backward_steps: steps.filter((step) => step < 0).length,
    duplicate_steps: steps.filter((step) => step === 0).length,
    gaps_over_60s: steps.filter((step) => step > 60).length,
  }
}

export function positionCount(recordings: readonly Recording[]): number {
  let count = 0
  for (const { samples } of recordings) {
    const { latDeg = [], lonDeg = [] } = samples.channels
    for (let i = 0; i < samples.n; i++)
      if (!Number.isNaN((latDeg[i] ?? Number.NaN) + (lonDeg[i] ?? Number.NaN))) count++
  }
  return count
}

/** RR intervals: `sum_ms` and the digest over milliseconds. */
export function rrSummary(recordings: readonly Recording[]): { n: number; sum_ms: number; sha1: string } {
  const { n, sum, sha1 } = digest(recordings.flatMap((r) => [...r.rrMs].map(Math.round)))
  return { n, sum_ms: sum, sha1 }
}

export function lengthSummary(recordings: readonly Recording[]): { active: number; idle: number; strokes_sum: number } {
  const lengths = recordings.flatMap((r) => r.lengths)
  const active = lengths.filter((l) => l.active).length
  return { active, idle: lengths.length - active, strokes_sum: lengths.reduce((sum, l) => sum + (l.strokes ?? 0), 0) }
}

/** Wellness in the words of TRUTH.json. */
export function wellnessSummary(contents: FileContents): Record<string, unknown> {
  const { wellness, counts } = contents
  if (!wellness) return {}
  const { hrBpm, stress, respirationBrpm, sleepStages, hrvRmssdMs, hrvNight, readings } = wellness
  const last = (name: string) => readings.findLast((r) => r.name === name)?.value ?? null
  const cycles = readings.filter((r) => r.name === 'steps' || r.name === 'cycles').map((r) => r.value)
  return {
    monitoring_hr: {
      ...spread(hrBpm),
      backward: hrBpm.timeS.reduce((n, t, i) => n + Number(i > 0 && t < hrBpm.timeS[i - 1]!), 0),
    },
    stress: { n: counts.stressMessages, n_valid_ge0: stress.value.length, sum_valid: sum(stress) },
    respiration: {
      n: counts.respirationMessages,
      n_valid_gt0: respirationBrpm.value.length,
      sum_valid: Math.round(sum(respirationBrpm) * 100) / 100,
    },
    resting_hr_last: [last('resting_hr_bpm'), last('resting_hr_today_bpm')],
    cycles_raw_max: cycles.length > 0 ? cycles.reduce((a, b) => Math.max(a, b)) : null,
    sleep_levels: {
      n: sleepStages.value.length,
      seq: [...sleepStages.value],
      first: sleepStages.timeS[0],
      last: sleepStages.timeS.at(-1),
    },
    hrv_values: { n: hrvRmssdMs.value.length, sum: sum(hrvRmssdMs) },
    hrv_status_summary: hrvNight && {
      weekly_average: hrvNight.weeklyAvgMs,
      last_night_average: hrvNight.lastNightAvgMs,
      last_night_5_min_high: hrvNight.lastNight5MinHighMs,
      baseline_low_upper: hrvNight.baselineLowUpperMs,
      baseline_balanced_lower: hrvNight.baselineBalancedLowerMs,
      baseline_balanced_upper: hrvNight.baselineBalancedUpperMs,
      status: hrvNight.status,
    },
  }
}

const sum = (series: Series): number => series.value.reduce((a, b) => a + b, 0)

const spread = ({ timeS, value }: Series) => ({
  n: value.length,
  sum: value.reduce((a, b) => a + b, 0),
  min: value.length > 0 ? value.reduce((a, b) => Math.min(a, b)) : null,
  max: value.length > 0 ? value.reduce((a, b) => Math.max(a, b)) : null,
  first: timeS[0] ?? null,
  last: timeS.at(-1) ?? null,
})

const earthRadiusM = 6_371_000
const radians = Math.PI / 180

/** Great-circle metres along the positions of a recording, without the steps over its pauses. */
export function trackLengthM({ samples, pauses }: Recording): number {
  const { latDeg = [], lonDeg = [] } = samples.channels
  const resumed = new Set(pauses.map(([, to]) => to))
  let length = 0
  let last = -1
  for (let row = 0; row < samples.n; row++) {
    if (resumed.has(samples.timeS[row]!)) last = -1
    if (Number.isNaN((latDeg[row] ?? Number.NaN) + (lonDeg[row] ?? Number.NaN))) continue
    if (last >= 0) length += haversineM(latDeg[last]!, lonDeg[last]!, latDeg[row]!, lonDeg[row]!)
    last = row
  }
  return length
}

function haversineM(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const a =
    Math.sin(((lat2 - lat1) * radians) / 2) ** 2 +
    Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(((lon2 - lon1) * radians) / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.sqrt(a))
}
