import { fitCritical } from '../metrics/critical-speed.ts'

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

/**
 * Critical swim speed from any number of maximal efforts, m/s: two as `criticalSwimSpeed`, three or more by regression.
 * Missing (null): fewer than two, or efforts that contradict the model.
 */
export function criticalSwimSpeedOf(efforts: readonly { distanceM: number; timeS: number }[]): number | null {
  const [a, b] = efforts
  if (a === undefined || b === undefined) return null
  if (efforts.length === 2) return criticalSwimSpeed(a.distanceM, a.timeS, b.distanceM, b.timeS)
  return fitCritical(efforts.map(({ distanceM, timeS }) => [timeS, distanceM] as const))?.slope ?? null
}
