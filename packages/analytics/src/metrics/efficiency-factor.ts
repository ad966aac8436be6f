import type { AthleteMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { maxSteadyVariation } from '../steadiness.ts'
import { sessionGap } from './gap-norm.ts'
import { intensityFactor } from './intensity-factor.ts'
import { sessionPower } from './normalized-power.ts'
import { secondsOf, sumOver, type Spread } from './spread.ts'
import { hrCoverage } from './trimp.ts'

const minTimerS = 20 * 60
const maxIntensity = 0.9
const minHrCoverage = 0.5

/**
 * Efficiency factor: normalised output per heart beat — running NGP in m/min, cycling NP in W, over mean bpm.
 * Missing (null): either unknown or no heart rate. Source: TrainingPeaks (GoldenCheetah counts yards: × 1.0936). Evidence C.
 */
export const efficiencyOf = (normOutput: number | null, avgHrBpm: number | null): number | null =>
  normOutput === null || avgHrBpm === null || !(avgHrBpm > 0) ? null : normOutput / avgHrBpm

function meanHr(hr: Spread): number | null {
  const seconds = secondsOf(hr) - hr.missingS
  return seconds === 0 ? null : sumOver(hr, (bpm) => bpm) / seconds
}

/** Only a steady aerobic session says something: ≥ 20 min, speed varying ≤ 15 %, intensity ≤ 0.9 where it is known. */
function compute({ family, facts, memo }: SummaryContext): MetricResult | null {
  if (family !== 'run' && family !== 'bike') return null
  const method = family === 'run' ? 'ngp_m_per_min_per_bpm' : 'np_w_per_bpm'
  const { hr, seconds, paceVariation: variation } = facts
  if (hr === null) return notFound(method, ['hr'])
  const output = family === 'run' ? memo(sessionGap) : memo(sessionPower)
  if (!output.ok) return notFound(method, output.missing)
  const coverage = hrCoverage(hr)
  if (seconds < minTimerS) return notFound(method, ['too_short'], { coverage })
  if (coverage < minHrCoverage) return notFound(method, ['low_coverage'], { coverage })
  const intensity = memo(intensityFactor.compute)
  const detail = { variation, intensityFactor: intensity?.value ?? null }
  if (variation === null || variation > maxSteadyVariation || (detail.intensityFactor ?? 0) > maxIntensity) {
    return notFound(method, ['not_steady'], { coverage, detail })
  }
  const { norm, about } = output.value
  const efficiency = efficiencyOf(family === 'run' ? norm * 60 : norm, meanHr(hr))
  if (efficiency === null) return notFound(method, ['hr'])
  const known = intensity !== null && intensity.value !== null
  return found(efficiency, method, {
    coverage,
    confidence: about.confidence === 'high' && !known ? 'estimated' : about.confidence,
    missing: known ? [] : (intensity?.missing ?? []),
    detail,
  })
}

export const efficiencyFactor: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'efficiency_factor',
  unit: '1',
  needs: ['ftp_w', 'threshold_speed_mps'],
  version: 1,
  evidence: 'C',
  source: 'TrainingPeaks; limits of a steady session are our own',
  formula: [
    ['ngp', '60 · {ngp_mps} / mean heart rate'],
    ['np', '{np_w} / mean heart rate'],
  ],
  compute,
}
