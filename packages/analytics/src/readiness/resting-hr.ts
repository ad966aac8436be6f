import { isValidHr } from '../heart-range.ts'
import { mean, sampleSd } from '../statistics.ts'

const baselineDays = 60
const minBaselineValues = 14
/** Device values are whole beats: a smaller spread is their rounding. */
const minSdBpm = 1.5
const raisedBpm = 5
const raisedZ = 1.5

export interface RestingHrBaseline {
  todayBpm: number | null
  mean60Bpm: number | null
  sd60Bpm: number | null
  z: number | null
  n60: number
}

/** How far a resting heart rate is from the baseline in its standard deviations, of which at least 1.5 bpm are assumed. */
export const restingHrZ = (bpm: number, mean60Bpm: number, sd60Bpm: number): number =>
  (bpm - mean60Bpm) / Math.max(sd60Bpm, minSdBpm)

/**
 * Today's resting heart rate against mean and sample SD of the 60 days before. `dailyBpm`: one value per day up to today
 * (the last), NaN missing.
 * Missing (null): today's value; the baseline below 14 values, and with it z.
 * Source: the convention of HRV baselines; floor of the SD from Training Monkey. Evidence C.
 */
export function restingHrBaseline(dailyBpm: Float64Array): RestingHrBaseline {
  const today = dailyBpm.at(-1) ?? NaN
  const todayBpm = isValidHr(today) ? today : null
  const history = dailyBpm.slice(-baselineDays - 1, -1).filter(isValidHr)
  if (history.length < minBaselineValues) {
    return { todayBpm, mean60Bpm: null, sd60Bpm: null, z: null, n60: history.length }
  }
  const [mean60Bpm, sd60Bpm] = [mean(history), sampleSd(history)]
  const z = todayBpm === null ? null : restingHrZ(todayBpm, mean60Bpm, sd60Bpm)
  return { todayBpm, mean60Bpm, sd60Bpm, z, n60: history.length }
}

/** Raised: 5 bpm above the mean, or 1.5 standard deviations. `null`: not known. Bosquet et al. 2008. Evidence C. */
export function isRestingHrRaised({ todayBpm, mean60Bpm, z }: RestingHrBaseline): boolean | null {
  if (todayBpm === null || mean60Bpm === null || z === null) return null
  return todayBpm >= mean60Bpm + raisedBpm || z >= raisedZ
}
