import { clamp, mean } from '../statistics.ts'

const nights = 14
const minNights = 10
const defaultNeedH = 8
/** Of one night: at most 4 h count as lost, and at most 1 h is paid back. */
const maxLossH = 4
const maxRepaidH = 1

/** The known ones of the last 14 nights, h; null below ten. A night belongs to the day of waking, naps included. */
function knownNights(hours: Float64Array): Float64Array | null {
  const known = hours.slice(-nights).filter((h) => h >= 0 && h <= 24)
  return known.length < minNights ? null : known
}

/**
 * Sleep debt of the last 14 nights, h: max(0, −Σ clamp(sleep − need, −4, +1)), scaled to 14 nights where some are
 * missing. `hours`: per night, NaN missing. `needH`: a setting, 7–9.5. Ours; vendors' figures of this name differ.
 * Missing (null): fewer than ten nights.
 * Sources: need: NSF 2015, AASM 2015; limits and repayment are our own choice, evidence D.
 */
export function sleepDebtH(hours: Float64Array, needH: number = defaultNeedH): number | null {
  const known = knownNights(hours)
  if (known === null) return null
  return Math.max(0, -nights * mean(known.map((h) => clamp(h - needH, -maxLossH, maxRepaidH))))
}

/**
 * Mean sleep of the last 14 nights, h. Missing (null): fewer than ten nights.
 * Source for its use: below 7 h new injuries were 1.5 × as frequent, Johnston et al. 2019. Evidence B.
 */
export function sleepAverage14H(hours: Float64Array): number | null {
  const known = knownNights(hours)
  return known === null ? null : mean(known)
}
