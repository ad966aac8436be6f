import type { ActivityMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SessionContext } from '../session-context.ts'
import { maxSteadyVariation, rollingVariation } from '../steadiness.ts'
import { sessionGapSpeed } from './grade-adjusted-speed.ts'
import { intensityFactor } from './intensity-factor.ts'
import { sessionGapNorm } from './ngp.ts'
import { sessionPower } from './normalized-power.ts'
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

function meanValid(values: Float64Array): number | null {
  let sum = 0
  let n = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    n++
  }
  return n === 0 ? null : sum / n
}

/** Only a steady aerobic session says something: ≥ 20 min, speed varying ≤ 15 %, intensity ≤ 0.9 where it is known. */
function compute({ family, grid, memo }: SessionContext): MetricResult | null {
  if (family !== 'run' && family !== 'bike') return null
  const method = family === 'run' ? 'ngp_m_per_min_per_bpm' : 'np_w_per_bpm'
  if (grid.hrBpm === null) return notFound(method, ['hr'])
  const output = family === 'run' ? memo(sessionGapNorm) : memo(sessionPower)
  if (!output.ok) return notFound(method, output.missing)
  const coverage = hrCoverage(grid.hrBpm)
  if (grid.seconds < minTimerS) return notFound(method, ['too_short'], { coverage })
  if (coverage < minHrCoverage) return notFound(method, ['low_coverage'], { coverage })
  const pace = family === 'run' ? memo(sessionGapSpeed) : (grid.speedMps ?? grid.powerW)
  const variation = pace === null ? null : rollingVariation(pace)
  const intensity = memo(intensityFactor.compute)
  const detail = { variation, intensityFactor: intensity?.value ?? null }
  if (variation === null || variation > maxSteadyVariation || (detail.intensityFactor ?? 0) > maxIntensity) {
    return notFound(method, ['not_steady'], { coverage, detail })
  }
  const { norm, about } = output.value
  const efficiency = efficiencyOf(family === 'run' ? norm * 60 : norm, meanValid(grid.hrBpm))
  if (efficiency === null) return notFound(method, ['hr'])
  const known = intensity !== null && intensity.value !== null
  return found(efficiency, method, {
    coverage,
    confidence: about.confidence === 'high' && !known ? 'estimated' : about.confidence,
    missing: known ? [] : (intensity?.missing ?? []),
    detail,
  })
}

export const efficiencyFactor: ActivityMetric = {
  grain: 'activity',
  id: 'efficiency_factor',
  unit: '1',
  needs: ['ftp_w', 'threshold_speed_mps'],
  version: 1,
  evidence: 'C',
  source: 'TrainingPeaks; limits of a steady session are our own',
  compute,
}
