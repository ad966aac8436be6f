import { completeness } from '../completeness.ts'
import type { DayMetric } from '../metric.ts'
import { found, notFound } from '../result.ts'

export interface IntensityDistribution {
  /** Shares of the time in zones 1–3, summing to 1. */
  f1: number
  f2: number
  f3: number
  polarizationIndex: number
  kind: 'polarized' | 'pyramidal' | 'threshold' | 'unclassified'
}

/** Stands in for an empty zone 2, taken from zone 3. */
const emptyZone2 = 0.01

function polarizationIndex(f1: number, f2: number, f3: number): number {
  const [middle, high] = f2 > 0 ? [f2, f3] : [emptyZone2, f3 - emptyZone2]
  return f1 > 0 && high > 0 ? Math.log10((f1 / middle) * high * 100) : 0
}

function kindOf(f1: number, f2: number, f3: number, index: number): IntensityDistribution['kind'] {
  if (f1 > f3 && f3 > f2 && index > 2) return 'polarized'
  if (f1 > f2 && f2 > f3) return 'pyramidal'
  return f2 > f1 && f2 > f3 ? 'threshold' : 'unclassified'
}

/**
 * How training time is spread over three zones (below T1, to T2, above), usually 28 days: shares and the polarisation
 * index log10(f1/f2 · f3 · 100) of shares (with percentages one would get 2 more). Polarised: f1 > f3 > f2 and the index
 * above 2; pyramidal: f1 > f2 > f3; threshold: f2 is the largest. Without zone 1 or 3 the index is 0; an empty zone 2
 * counts as 0.01, taken from zone 3. Times in any one unit.
 * Missing (null): a time is unknown or negative, or there is none at all.
 * Source: Treff et al. 2019, Front Physiol 10:707 (the rule for an empty zone 2 at second hand). Evidence B.
 */
export function intensityDistribution(
  z1: number | null,
  z2: number | null,
  z3: number | null,
): IntensityDistribution | null {
  if (z1 === null || z2 === null || z3 === null) return null
  const total = z1 + z2 + z3
  if (!(Math.min(z1, z2, z3) >= 0 && total > 0)) return null
  const [f1, f2, f3] = [z1 / total, z2 / total, z3 / total]
  const index = polarizationIndex(f1, f2, f3)
  return { f1, f2, f3, polarizationIndex: index, kind: kindOf(f1, f2, f3, index) }
}

const distributionDays = 28

/** Value: the polarisation index of 28 days; `detail`: shares and kind. */
export const intensityDistribution28: DayMetric = {
  grain: 'day',
  id: 'intensity_distribution',
  of: 'easy_s',
  unit: '1',
  needs: [],
  version: 1,
  evidence: 'B',
  source: 'Treff et al. 2019, Front Physiol 10:707',
  formula: 'log10({detail.f1} / {detail.f2} · {detail.f3} · 100)',
  ahead: 0,
  compute: (easy, other) => {
    const [moderate, hard] = [other('moderate_s'), other('hard_s')]
    const standing = completeness(easy, distributionDays - 1)
    const sumTo = ({ values }: typeof easy, day: number): number =>
      values.subarray(day - distributionDays + 1, day + 1).reduce((sum, seconds) => sum + seconds, 0)
    return (day) => {
      const { coverage, missing } = standing(day)
      if (easy.daysBefore + day < distributionDays - 1) return notFound('zones_28d', ['too_short'], { coverage })
      const spread = intensityDistribution(sumTo(easy, day), sumTo(moderate, day), sumTo(hard, day))
      if (spread === null) return notFound('zones_28d', ['no_load'], { coverage })
      const { polarizationIndex: index, ...detail } = spread
      const confidence = coverage < 1 ? 'estimated' : 'high'
      return found(index, 'zones_28d', { coverage, missing, confidence, detail })
    }
  },
}
