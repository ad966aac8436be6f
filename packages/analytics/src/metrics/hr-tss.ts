import { heartRange, lactateThreshold } from '../heart-range.ts'
import type { AthleteMetric } from '../metric.ts'
import { found, notFound, weakest, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { sumOfParts } from '../sum-of-parts.ts'
import { trimpAverage, trimpBanister, type Heart } from './trimp.ts'

/**
 * hrTSS: 100 · TRIMP / TRIMP(60 min at LTHR); 100 is one hour at threshold.
 * Missing (null): no TRIMP, LTHR not strictly between rest and maximum.
 * Source: TRIMP normalisation as GoldenCheetah "TRIMP(100)" and Elevate HRSS; it does not match TrainingPeaks, whose
 * formula is not published. Evidence C.
 */
export function hrTssOf(trimp: number | null, lthrBpm: number, heart: Heart): number | null {
  if (trimp === null || !(lthrBpm > heart.restBpm && lthrBpm < heart.maxBpm)) return null
  const hourAtThreshold = trimpAverage(60, lthrBpm, heart)
  return hourAtThreshold === null ? null : (100 * trimp) / hourAtThreshold
}

function compute({ memo, thresholds }: SummaryContext): MetricResult | null {
  const trimp = memo(trimpBanister.compute)
  const range = heartRange(thresholds)
  if (trimp === null || trimp.value === null || !range.ok) {
    return notFound('hrtss_trimp_normalised', trimp?.missing ?? ['hr'], { coverage: trimp?.coverage ?? null })
  }
  const lthr = lactateThreshold(thresholds)
  if (!lthr.ok) return notFound('hrtss_trimp_normalised', lthr.missing)
  const { lthrBpm, assumed, confidence } = lthr.value
  const load = hrTssOf(trimp.value, lthrBpm, { ...range.value, sex: thresholds.sex })
  if (load === null) return notFound('hrtss_trimp_normalised', ['thresholds_contradict'])
  return found(load, 'hrtss_trimp_normalised', {
    coverage: trimp.coverage,
    confidence: weakest(trimp.confidence, confidence),
    missing: [...new Set([...trimp.missing, ...assumed])],
    detail: { lthrBpm },
  })
}

export const hrTss: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'hr_tss',
  unit: 'TSS',
  needs: ['lthr_bpm', 'hr_rest_bpm', 'hr_max_bpm'],
  version: 1,
  evidence: 'C',
  source: 'GoldenCheetah TRIMP(100), Elevate HRSS',
  formula: '100 · {trimp_banister} / TRIMP of 60 min at {detail.lthrBpm}',
  compute,
  combine: sumOfParts,
}
