/** A line through efforts: metres over seconds give speed and reserve, joules over seconds power and reserve. */
export interface CriticalFit {
  /** Critical speed, m/s (power, W). */
  slope: number
  /** D′, m (W′, J). */
  intercept: number
  /** Standard error of the slope; null for two efforts. */
  slopeSe: number | null
}

/**
 * Critical speed or power: least squares of amount = slope · t + intercept over maximal efforts [seconds, amount] of
 * about 2–15 min. Good for some 30 min, not an hour.
 * Missing (null): fewer than two different durations, a slope ≤ 0, a negative intercept.
 * Source: Monod & Scherrer 1965; two efforts ≈ three, Kordi et al. 2019. Evidence B.
 */
export function fitCritical(efforts: readonly (readonly [seconds: number, amount: number])[]): CriticalFit | null {
  const n = efforts.length
  if (n < 2) return null
  const meanS = efforts.reduce((sum, [seconds]) => sum + seconds, 0) / n
  const meanAmount = efforts.reduce((sum, [, amount]) => sum + amount, 0) / n
  const spread = efforts.reduce((sum, [seconds]) => sum + (seconds - meanS) ** 2, 0)
  if (spread === 0) return null
  const shared = efforts.reduce((sum, [seconds, amount]) => sum + (seconds - meanS) * (amount - meanAmount), 0)
  const slope = shared / spread
  const intercept = meanAmount - slope * meanS
  if (slope <= 0 || intercept < 0) return null
  const residual = efforts.reduce((sum, [seconds, amount]) => sum + (amount - slope * seconds - intercept) ** 2, 0)
  return { slope, intercept, slopeSe: n < 3 ? null : Math.sqrt(residual / (n - 2) / spread) }
}

/**
 * Time to cover a distance at the limit, s: (distance − D′)/CS, of a fit in metres. The two-parameter model flatters
 * long races: to be shown up to some 30 min only.
 * Missing (null): the distance is within the reserve, no positive speed. Evidence B.
 */
export function criticalTime(
  { slope, intercept }: Pick<CriticalFit, 'slope' | 'intercept'>,
  distanceM: number,
): number | null {
  if (!(slope > 0) || !(distanceM > intercept)) return null
  return (distanceM - intercept) / slope
}
