import { severityAbove, type LoadRule, type Severity } from './load-rule.ts'

export const danielsCapsRule: LoadRule<{ blockFactor: number }> = {
  id: 'V13',
  version: 1,
  limits: { blockFactor: 1.5 },
  evidence: 'C',
  source: 'Daniels, Running Formula, at second hand',
}

/** Longest distance of one session at each of Daniels' intensities, km. */
export interface DanielsCaps {
  thresholdKm: number
  intervalKm: number
  repetitionKm: number
  /** Long run: 25 to 30 % of the week. */
  longKm: { from: number; to: number }
}

/**
 * Caps from the week's distance, km: threshold 10 %, intervals 8 % but at most 10 km, repetitions 5 % but at most 8 km.
 * Missing (null): no weekly distance.
 */
export function danielsCaps(weekKm: number): DanielsCaps | null {
  if (!(weekKm > 0)) return null
  return {
    thresholdKm: 0.1 * weekKm,
    intervalKm: Math.min(10, 0.08 * weekKm),
    repetitionKm: Math.min(8, 0.05 * weekKm),
    longKm: { from: 0.25 * weekKm, to: 0.3 * weekKm },
  }
}

/** Beyond a cap is warned of, beyond one and a half of it blocked. */
export const checkDanielsCap = (sessionKm: number, capKm: number, { blockFactor } = danielsCapsRule.limits): Severity =>
  severityAbove(sessionKm, { warn: capKm, block: blockFactor * capKm })
