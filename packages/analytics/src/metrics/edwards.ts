import { hrMaximum, isValidHr } from '../heart-range.ts'
import type { AthleteMetric } from '../metric.ts'
import { found, notFound, weakest, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { sumOfParts } from '../sum-of-parts.ts'
import { sumOver, type Spread } from './spread.ts'
import { hrCoverage, scaleToCoverage } from './trimp.ts'

/**
 * Edwards' summated zones: minutes × 1, 2, 3, 4, 5 in [50,60) [60,70) [70,80) [80,90) [90,∞) % of the maximum heart
 * rate, below 50 % nothing. AU, of a 1 Hz grid; coverage rule as TRIMP.
 * Missing (null): less than half of the seconds valid. Source: Edwards 1993; never validated physiologically. Evidence C.
 */
export function edwardsTrimp(hr: Spread, maxBpm: number): number | null {
  const weightOf = (bpm: number): number => Math.min(Math.max(Math.floor((bpm * 10) / maxBpm) - 4, 0), 5)
  const weightedS = sumOver(hr, (bpm) => (isValidHr(bpm) ? weightOf(bpm) : 0))
  return scaleToCoverage(weightedS / 60, hrCoverage(hr)).value
}

function compute({ facts: { hr }, thresholds }: SummaryContext): MetricResult | null {
  if (hr === null) return null
  const maximum = hrMaximum(thresholds)
  if (!maximum.ok) return notFound('edwards', maximum.missing)
  const coverage = hrCoverage(hr)
  const trimp = edwardsTrimp(hr, maximum.value.maxBpm)
  if (trimp === null) return notFound('edwards', ['low_coverage'], { coverage })
  const { confidence, assumed } = maximum.value
  return found(trimp, 'edwards', {
    coverage,
    confidence: weakest(confidence, scaleToCoverage(trimp, coverage).estimated ? 'estimated' : 'high'),
    missing: assumed,
  })
}

export const trimpEdwards: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'trimp_edwards',
  unit: 'AU',
  needs: ['hr_max_bpm'],
  version: 1,
  evidence: 'C',
  source: 'Edwards 1993, The heart rate monitor book',
  formula: 'Σ minutes · k, k = 1…5 from 50, 60, 70, 80, 90 % of {hrMaxBpm}',
  compute,
  combine: sumOfParts,
}
