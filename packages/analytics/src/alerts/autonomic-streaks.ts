import { hrvStatus, hrvZ, type HrvStatus } from '../readiness/hrv-status.ts'
import { isRestingHrRaised, restingHrBaseline, type RestingHrBaseline } from '../readiness/resting-hr.ts'
import type { MorningFacts } from './alert-rule.ts'

type Streaks = Pick<MorningFacts, 'hrvBelowDays' | 'restingHrRaisedDays' | 'hrvAndRestingHrAdverseDays'>
export type AutonomicDay = Streaks & Pick<MorningFacts, 'hrvStatus' | 'restingHrZ'>

const unknownDay: AutonomicDay = {
  hrvStatus: null,
  restingHrZ: null,
  hrvBelowDays: null,
  restingHrRaisedDays: null,
  hrvAndRestingHrAdverseDays: null,
}

function isBelow({ status }: HrvStatus): boolean | null {
  return status === 'calibrating' || status === 'no_data' ? null : status === 'below'
}

function areBothAdverse(nightMs: number, { mean60, sd60 }: HrvStatus, { z }: RestingHrBaseline): boolean | null {
  if (mean60 === null || sd60 === null || z === null || !(nightMs > 0)) return null
  return hrvZ(Math.log(nightMs), mean60, sd60) <= -1 && z >= 1
}

/** One day more of a row; a day that is not known ends it, and its own length is not known. */
const lengthen = (before: number | null, holds: boolean | null): number | null =>
  holds === null ? null : holds ? (before ?? 0) + 1 : 0

/**
 * Where heart rate variability and resting heart rate stand on every day, each judged against the 60 before it, and for
 * how many days in a row, that day included, the 7-day HRV has been below range, the resting heart rate raised, and both
 * adverse at once (HRV of the night z ≤ −1, resting heart rate z ≥ +1). Daily values of equal length, NaN missing; rows
 * begin with the first day given.
 */
export function autonomicDays(hrvMs: Float64Array, restingHrBpm: Float64Array): AutonomicDay[] {
  const days: AutonomicDay[] = []
  let last = unknownDay
  for (let day = 0; day < Math.min(hrvMs.length, restingHrBpm.length); day++) {
    const hrv = hrvStatus(hrvMs.subarray(0, day + 1))
    const restingHr = restingHrBaseline(restingHrBpm.subarray(0, day + 1))
    last = {
      hrvStatus: hrv.status,
      restingHrZ: restingHr.z,
      hrvBelowDays: lengthen(last.hrvBelowDays, isBelow(hrv)),
      restingHrRaisedDays: lengthen(last.restingHrRaisedDays, isRestingHrRaised(restingHr)),
      hrvAndRestingHrAdverseDays: lengthen(
        last.hrvAndRestingHrAdverseDays,
        areBothAdverse(hrvMs[day]!, hrv, restingHr),
      ),
    }
    days.push(last)
  }
  return days
}

/** The rows of the last day; give 60 days more than the longest row that matters. */
export function autonomicStreaks(hrvMs: Float64Array, restingHrBpm: Float64Array): Streaks {
  const { hrvBelowDays, restingHrRaisedDays, hrvAndRestingHrAdverseDays } =
    autonomicDays(hrvMs, restingHrBpm).at(-1) ?? unknownDay
  return { hrvBelowDays, restingHrRaisedDays, hrvAndRestingHrAdverseDays }
}
