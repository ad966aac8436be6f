import type { AthleteMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'

/** Whose rest counts: TrainingPeaks leaves it out altogether (ours), WKO4 counts it in both, Elevate in the duration only. */
export type SwimConvention = 'trainingpeaks' | 'wko4' | 'elevate'

/** In less nobody swims anywhere: a file claims a time it did not measure. */
const minSwimS = 1

/**
 * Swim load: 100 · hours · (v/CSS)³, v = distance / swimming time. `swimS` is the sum of active lengths, `elapsedS` has
 * the rests. The cube is drag. TSS scale.
 * Missing (null): no distance (drills), no swimming time, no CSS. Source: McGregor & Fitzgerald 2008, TrainingPeaks help
 * (rest excluded). Evidence C.
 */
export function swimLoad(
  swim: { distanceM: number | null; swimS: number | null; elapsedS: number | null },
  cssMps: number | null,
  convention: SwimConvention = 'trainingpeaks',
): number | null {
  const movingS = convention === 'wko4' ? swim.elapsedS : swim.swimS
  const loadS = convention === 'trainingpeaks' ? swim.swimS : swim.elapsedS
  if (!swim.distanceM || !movingS || loadS === null || cssMps === null || !(cssMps > 0)) return null
  return (100 * loadS * (swim.distanceM / movingS / cssMps) ** 3) / 3600
}

function compute({ facts: { swim }, thresholds, timerS }: SummaryContext): MetricResult | null {
  if (swim === null) return null
  const { distanceM, swimS, measured } = swim
  if (distanceM !== null && swimS < minSwimS) return notFound('stss_rest_excluded', ['too_short'])
  const load = swimLoad({ distanceM, swimS, elapsedS: timerS }, thresholds.cssMps)
  if (load !== null) {
    return found(load, 'stss_rest_excluded', {
      confidence: measured ? 'high' : 'estimated',
      detail: { cssMps: thresholds.cssMps, swimS, distanceM, restS: Math.max(0, timerS - swimS) },
    })
  }
  return notFound('stss_rest_excluded', distanceM === null ? ['distance'] : ['css_mps'])
}

export const sTss: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 's_tss',
  unit: 'TSS',
  needs: ['css_mps'],
  version: 1,
  evidence: 'C',
  source: 'McGregor & Fitzgerald 2008, TrainingPeaks',
  formula: '100 · {detail.swimS} / 3600 · ({detail.distanceM} / {detail.swimS} / {detail.cssMps})³',
  compute,
}
