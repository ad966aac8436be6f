import type { AthleteMetric, RecordingMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { sessionGap } from './gap-norm.ts'
import { gapFactorMinetti, gradedSpeed } from './grade-adjusted-speed.ts'
import { rollingNorm } from './normalized-power.ts'

/** 100 · hours · IF², IF = speed / threshold speed; 100 is one hour at threshold. */
const paceLoad = (speedMps: number, thresholdMps: number, timerS: number): number =>
  (100 * timerS * (speedMps / thresholdMps) ** 2) / 3600

/**
 * Running pace load of 1 Hz speed and grade: NGP = `rollingNorm` of the grade-adjusted speed (standing and missing
 * seconds are 0), IF = NGP / threshold speed, rTSS = 100 · timer hours · IF².
 * Missing (null): shorter than 30 s, no threshold. `ngpSPerKm` is null when nothing moved.
 * Source: the operator of NP on grade-adjusted speed; TrainingPeaks' own NGP is not published. Evidence C.
 */
export function runLoad(
  speedMps: Float64Array,
  grade: Float64Array | null,
  thresholdMps: number | null,
  factor = gapFactorMinetti,
): { ngpMps: number; ngpSPerKm: number | null; intensityFactor: number; rTss: number; meanGapMps: number } | null {
  const norm = rollingNorm(gradedSpeed(speedMps, grade, factor))
  if (norm === null || thresholdMps === null || !(thresholdMps > 0)) return null
  return {
    ngpMps: norm.norm,
    ngpSPerKm: norm.norm > 0 ? 1000 / norm.norm : null,
    intensityFactor: norm.norm / thresholdMps,
    rTss: paceLoad(norm.norm, thresholdMps, speedMps.length),
    meanGapMps: norm.mean,
  }
}

/** rTSS from one mean pace (s/km) and the threshold pace, for what has no samples. Missing (null): either is 0 or unknown. */
export function rTssOfPace(paceSPerKm: number | null, thresholdSPerKm: number | null, timerS: number): number | null {
  if (paceSPerKm === null || thresholdSPerKm === null || !(paceSPerKm > 0) || !(thresholdSPerKm > 0)) return null
  return paceLoad(1000 / paceSPerKm, 1000 / thresholdSPerKm, timerS)
}

/** Normalised graded speed, m/s. */
export const ngpMps: RecordingMetric = {
  grain: 'activity',
  id: 'ngp_mps',
  unit: 'm/s',
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Minetti et al. 2002, J Appl Physiol 93:1039; fourth-power mean as NP',
  formula: '(mean of (30 s mean of v · C(grade) / C(0))⁴)^¼',
  compute: ({ family, memo }) => {
    if (family !== 'run') return null
    const gap = memo(sessionGap)
    if (!gap.ok) return notFound('ngp', gap.missing)
    const { norm, mean, model, about } = gap.value
    return found(norm, `ngp_${model}`, { ...about, detail: { meanGapMps: mean } })
  },
}

function computeLoad({ family, memo, thresholds, distanceM, timerS, facts }: SummaryContext): MetricResult | null {
  if (family !== 'run') return null
  const { thresholdSpeedMps } = thresholds
  const gap = memo(sessionGap)
  if (gap.ok) {
    const { norm, model, about } = gap.value
    if (thresholdSpeedMps === null) return notFound(`rtss_${model}`, ['threshold_speed_mps'], about)
    const load = paceLoad(norm, thresholdSpeedMps, facts.seconds)
    return found(load, `rtss_${model}`, { ...about, detail: { thresholdSpeedMps } })
  }
  if (distanceM === null || !(distanceM > 0) || timerS < 30) return notFound('rtss', gap.missing)
  const threshold = thresholdSpeedMps === null ? null : 1000 / thresholdSpeedMps
  const load = rTssOfPace((1000 * timerS) / distanceM, threshold, timerS)
  if (load === null) return notFound('rtss_mean_pace', ['threshold_speed_mps'])
  return found(load, 'rtss_mean_pace', { confidence: 'low', detail: { thresholdSpeedMps } })
}

/** Running pace load, TSS scale. */
export const rTss: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'r_tss',
  unit: 'TSS',
  needs: ['threshold_speed_mps'],
  version: 1,
  evidence: 'C',
  source: 'McGregor 2007; NGP as ours, 100 for one hour at threshold',
  formula: [
    ['rtss_mean_pace', '100 · {timerS} / 3600 · ({distanceM} / {timerS} / {detail.thresholdSpeedMps})²'],
    ['rtss', '100 · {timerS} / 3600 · ({ngp_mps} / {detail.thresholdSpeedMps})²'],
  ],
  compute: computeLoad,
}
