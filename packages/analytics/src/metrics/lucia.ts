import { isValidHr } from '../heart-range.ts'
import type { AthleteMetric } from '../metric.ts'
import { found, notFound, weakest, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { sumOfParts } from '../sum-of-parts.ts'
import { sumOver, type Spread } from './spread.ts'
import { easyAndThreshold } from './time-in-zones.ts'
import { hrCoverage, scaleToCoverage } from './trimp.ts'

/**
 * Lucia's TRIMP: minutes × 1 below the first ventilatory threshold, × 2 up to the second, × 3 from there on. AU, of a
 * 1 Hz grid; thresholds in bpm; coverage rule as TRIMP. Missing (null): less than half of the seconds valid.
 * Source: Lucía et al. 2003, Med Sci Sports Exerc 35:872. Evidence C.
 */
export function luciaTrimp(hr: Spread, vt1Bpm: number, vt2Bpm: number): number | null {
  const weightOf = (bpm: number): number => (bpm < vt1Bpm ? 1 : bpm < vt2Bpm ? 2 : 3)
  const weightedS = sumOver(hr, (bpm) => (isValidHr(bpm) ? weightOf(bpm) : 0))
  return scaleToCoverage(weightedS / 60, hrCoverage(hr)).value
}

function compute({ facts: { hr }, thresholds }: SummaryContext): MetricResult | null {
  if (hr === null) return null
  const zones = easyAndThreshold(thresholds)
  if (!zones.ok) return notFound('lucia_lthr', zones.missing)
  const { t1Bpm, t2Bpm, confidence, assumed } = zones.value
  const coverage = hrCoverage(hr)
  const trimp = luciaTrimp(hr, t1Bpm, t2Bpm)
  if (trimp === null) return notFound('lucia_lthr', ['low_coverage'], { coverage })
  return found(trimp, 'lucia_lthr', {
    coverage,
    confidence: weakest(confidence, 'estimated'),
    missing: assumed,
    detail: { t1Bpm, t2Bpm },
  })
}

export const trimpLucia: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'trimp_lucia',
  unit: 'AU',
  needs: ['lthr_bpm', 'hr_rest_bpm', 'hr_max_bpm'],
  version: 1,
  evidence: 'C',
  source: 'Lucía et al. 2003, Med Sci Sports Exerc 35:872; thresholds at 89 and 100 % of LTHR',
  formula: 'Σ minutes · 1 below {detail.t1Bpm}, · 2 up to {detail.t2Bpm}, · 3 above',
  compute,
  combine: sumOfParts,
}
