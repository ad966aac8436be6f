import { isValidHr } from '../heart-range.ts'
import type { RecordingMetric } from '../metric.ts'
import { found } from '../result.ts'

const maxHoleS = 25
const spikeBpmPerS = 10
const minFlatS = 120
const lock = { withinBpm: 3, minCadence: 140, minS: 60, minJumpBpm: 12, beforeS: 30 } as const

export interface HrQuality {
  coverage: number
  /** Invalid runs of more than 25 s. */
  dropouts: number
  dropoutS: number
  /** Seconds with a change of more than 10 bpm. */
  spikes: number
  /** Longest run of one and the same value. */
  flatS: number
  /** Seconds in which the sensor counted steps instead of beats. */
  lockS: number
  /** 0–100. */
  score: number
}

/** Length of each run of seconds for which `is` holds. */
function runsWhere(seconds: number, is: (second: number) => boolean): { start: number; lengthS: number }[] {
  const runs: { start: number; lengthS: number }[] = []
  let start = -1
  for (let second = 0; second <= seconds; second++) {
    const inside = second < seconds && is(second)
    if (inside && start < 0) start = second
    if (!inside && start >= 0) {
      runs.push({ start, lengthS: second - start })
      start = -1
    }
  }
  return runs
}

/** How far the heart rate leapt when the run began, against the mean of the valid seconds in the 30 s before it. */
function onsetJump(hrBpm: Float64Array, start: number): number {
  let sum = 0
  let n = 0
  for (let second = Math.max(0, start - lock.beforeS); second < start; second++) {
    if (!isValidHr(hrBpm[second]!)) continue
    sum += hrBpm[second]!
    n++
  }
  return n === 0 ? 0 : Math.abs(hrBpm[start]! - sum / n)
}

/**
 * How far a heart-rate stream can be believed: 100 − 60·min(1, (1−coverage)/0.3) − 60·min(1, lock share/0.3)
 * − min(20, spikes per hour) − 30 if one value stands for ≥ 120 s, not below 0. 1 Hz grid, bpm and steps per minute.
 * Cadence lock: |HR − cadence| ≤ 3 for ≥ 60 s at a cadence ≥ 140, begun with a leap of ≥ 12 bpm against the 30 s before,
 * so that a true heart rate equal to the cadence is not accused.
 * ≥ 85 good · 70–84 fair · 50–69 estimated · < 50 not used for loads, thresholds, records. Evidence D; the spike limit
 * is a proposal of the intervals.icu forum.
 */
export function assessHr(hrBpm: Float64Array, cadenceSpm: Float64Array | null = null): HrQuality {
  const n = hrBpm.length
  let valid = 0
  let spikes = 0
  let flatS = 0
  let same = 0
  let previous = NaN
  for (const bpm of hrBpm) {
    const ok = isValidHr(bpm)
    if (ok) valid++
    if (ok && Math.abs(bpm - previous) > spikeBpmPerS) spikes++
    same = !ok ? 0 : bpm === previous ? same + 1 : 1
    if (same > flatS) flatS = same
    previous = ok ? bpm : NaN
  }
  const dropouts = runsWhere(n, (second) => !isValidHr(hrBpm[second]!)).filter((run) => run.lengthS > maxHoleS)
  const lockS = cadenceSpm === null ? 0 : lockedSeconds(hrBpm, cadenceSpm)
  const coverage = n === 0 ? 0 : valid / n
  const score =
    100 -
    60 * Math.min(1, (1 - coverage) / 0.3) -
    60 * Math.min(1, n === 0 ? 0 : lockS / n / 0.3) -
    Math.min(20, n === 0 ? 0 : (spikes * 3600) / n) -
    (flatS >= minFlatS ? 30 : 0)
  return {
    coverage,
    dropouts: dropouts.length,
    dropoutS: dropouts.reduce((sum, run) => sum + run.lengthS, 0),
    spikes,
    flatS,
    lockS,
    score: Math.max(0, score),
  }
}

function lockedSeconds(hrBpm: Float64Array, cadenceSpm: Float64Array): number {
  return runsWhere(
    hrBpm.length,
    (second) =>
      isValidHr(hrBpm[second]!) &&
      cadenceSpm[second]! >= lock.minCadence &&
      Math.abs(hrBpm[second]! - cadenceSpm[second]!) <= lock.withinBpm,
  )
    .filter((run) => run.lengthS >= lock.minS && onsetJump(hrBpm, run.start) >= lock.minJumpBpm)
    .reduce((sum, run) => sum + run.lengthS, 0)
}

/** Value: the score, 0–100; `detail`: what lowered it. Cadence lock is looked for on foot only. */
export const hrQuality: RecordingMetric = {
  grain: 'activity',
  id: 'hr_quality',
  unit: '1',
  needs: [],
  version: 1,
  evidence: 'D',
  source: 'Our own score; errors of optical sensors: Navalta et al. 2020, PLoS ONE 15:e0238569',
  formula:
    '100 − 60 · min(1, (1 − {coverage}) / 0.3) − 60 · min(1, {detail.lockS} / {timerS} / 0.3) − min(20, {detail.spikes} · 3600 / {timerS}) − 30 if {detail.flatS} ≥ 120',
  compute: ({ grid, family }) => {
    if (grid.hrBpm === null) return null
    const onFoot = family === 'run' || family === 'foot'
    const { score, coverage, ...detail } = assessHr(grid.hrBpm, onFoot ? grid.cadence : null)
    return found(score, 'hr_score', { coverage, detail })
  },
}
