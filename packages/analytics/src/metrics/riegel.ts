import { daysBetween, type LocalDate } from '@rc/domain'
import { clamp } from '../statistics.ts'

/** Riegel's exponent of endurance for everybody. */
export const commonExponent = 1.06

const maxRaceGapDays = 183

export interface Race {
  date: LocalDate
  distanceM: number
  timeS: number
}

/**
 * Riegel's law: t2 = t1 · (d2/d1)^k, s. Well calibrated up to the half marathon, at least ten minutes too fast for the
 * marathon of every second runner: use `predictRace` for what is shown.
 * Missing (null): a distance or time that is not positive.
 * Sources: Riegel 1981, Am Sci 69:285; calibration: Vickers & Vertosick 2016. Evidence B.
 */
export function riegelTime(d1M: number, t1S: number, d2M: number, exponent: number = commonExponent): number | null {
  return Math.min(d1M, t1S, d2M) > 0 ? t1S * (d2M / d1M) ** exponent : null
}

/**
 * The exponent two results imply: ln(t2/t1)/ln(d2/d1), kept within 1.02–1.20.
 * Missing (null): the same distance, or one that is not positive. The limits are our own choice, evidence D.
 */
export function riegelExponent(d1M: number, t1S: number, d2M: number, t2S: number): number | null {
  if (!(Math.min(d1M, t1S, d2M, t2S) > 0) || d1M === d2M) return null
  return clamp(Math.log(t2S / t1S) / Math.log(d2M / d1M), 1.02, 1.2)
}

/** The athlete's own exponent from two races; null also when they are more than half a year apart. Evidence D. */
export function personalExponent(a: Race, b: Race): number | null {
  if (Math.abs(daysBetween(a.date, b.date)) > maxRaceGapDays) return null
  return riegelExponent(a.distanceM, a.timeS, b.distanceM, b.timeS)
}
