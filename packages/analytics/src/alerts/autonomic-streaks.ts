import { hrvStatus, hrvZ } from '../readiness/hrv-status.ts'
import { isRestingHrRaised, restingHrBaseline } from '../readiness/resting-hr.ts'
import type { MorningFacts } from './alert-rule.ts'

type Streaks = Pick<MorningFacts, 'hrvBelowDays' | 'restingHrRaisedDays' | 'hrvAndRestingHrAdverseDays'>

/** Consecutive days up to the last on which `holds`; a day that is not known ends the row. `null`: today is not known. */
function streak(days: number, holds: (day: number) => boolean | null): number | null {
  if (days === 0 || holds(days - 1) === null) return null
  let day = days - 1
  while (day >= 0 && holds(day) === true) day--
  return days - 1 - day
}

/**
 * For how many days in a row, today included, the 7-day HRV has been below range, the resting heart rate raised, and
 * both adverse at once (HRV of the night z ≤ −1, resting heart rate z ≥ +1). Each day is judged against the 60 before it.
 * Daily values of equal length up to today, NaN missing: 60 days more than the longest row that matters.
 */
export function autonomicStreaks(hrvMs: Float64Array, restingHrBpm: Float64Array): Streaks {
  const hrvOn = (day: number) => hrvStatus(hrvMs.subarray(0, day + 1))
  const restingHrOn = (day: number) => restingHrBaseline(restingHrBpm.subarray(0, day + 1))
  return {
    hrvBelowDays: streak(hrvMs.length, (day) => {
      const { status } = hrvOn(day)
      return status === 'calibrating' || status === 'no_data' ? null : status === 'below'
    }),
    restingHrRaisedDays: streak(restingHrBpm.length, (day) => isRestingHrRaised(restingHrOn(day))),
    hrvAndRestingHrAdverseDays: streak(Math.min(hrvMs.length, restingHrBpm.length), (day) => {
      const { mean60, sd60 } = hrvOn(day)
      const { z } = restingHrOn(day)
      const nightMs = hrvMs[day]!
      if (mean60 === null || sd60 === null || z === null || !(nightMs > 0)) return null
      return hrvZ(Math.log(nightMs), mean60, sd60) <= -1 && z >= 1
    }),
  }
}
