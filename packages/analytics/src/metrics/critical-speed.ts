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
 * Critical swim speed from two efforts, m/s: (d2 − d1)/(t2 − t1), commonly 400 and 200 m.
 * Missing (null): the longer effort does not take longer, or is not slower per metre.
 * Source: Wakayoshi et al. 1992. Evidence B; sustainable for 14–39 min, not an hour.
 */
export function criticalSwimSpeed(d1: number, t1: number, d2: number, t2: number): number | null {
  const [short, long] =
    d1 < d2
      ? [
          { d: d1, t: t1 },
          { d: d2, t: t2 },
        ]
      : [
          { d: d2, t: t2 },
          { d: d1, t: t1 },
        ]
  if (!(long.d > short.d && long.t > short.t && short.t > 0)) return null
  return long.d / long.t < short.d / short.t ? (long.d - short.d) / (long.t - short.t) : null
}
