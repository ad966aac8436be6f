import type { Basis } from '../model/plan.ts'

/**
 * Daniels' intensities as shares of threshold speed. The shares of VO2max behind them (59–74, 88, 97.5, 105 %) give these
 * within 0.5 % for every VDOT from 30 to 70, the marathon within 1.5 %.
 * Source: Daniels, Running Formula; Daniels & Gilbert 1979. Evidence C.
 */
export const speedShare = {
  walk: 0.45,
  easySlow: 0.725,
  easyMiddle: 0.79,
  easyFast: 0.869,
  steady: 0.9,
  marathon: 0.94,
  half: 0.98,
  threshold: 1,
  tenKm: 1.03,
  interval: 1.087,
  repetition: 1.154,
  /** The fastest kilometre of one's life. */
  bestKm: 1.22,
} as const

/** Where the first threshold lies: the fast end of easy. Above it time counts as hard. Evidence D. */
export const firstThreshold = 0.88

/** s/km at a share of threshold speed; of an unknown threshold 6:00 is assumed, for estimates only. */
export const paceAt = (share: number, thresholdPace: number | null): number => (thresholdPace ?? 360) / share

/**
 * What is left of threshold speed after days without running: Daniels' FVDOT-1, which is a line of 0.3 % a day from the
 * sixth day on, down to 80 %. Evidence C.
 */
export const speedAfterBreak = (daysOff: number): number =>
  daysOff <= 5 ? 1 : Math.max(0.8, 1 - 0.003 * (daysOff - 5))

/** The heart rate at which an hour can be held: LTHR, else 85 % of the reserve; null without either. */
export function thresholdHr({ lthr, maxHr, restHr }: Pick<Basis, 'lthr' | 'maxHr' | 'restHr'>): number | null {
  if (lthr !== null) return lthr
  return maxHr !== null && restHr !== null && maxHr > restHr ? restHr + 0.85 * (maxHr - restHr) : null
}
