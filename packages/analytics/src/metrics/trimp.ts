import type { Sex } from '@rc/domain'
import { heartRange, isValidHr } from '../heart-range.ts'
import type { AthleteMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { sumOfParts } from '../sum-of-parts.ts'
import { secondsOf, sumOver, type Spread } from './spread.ts'

/** What the TRIMP curve needs of a person; bpm. */
export interface Heart {
  restBpm: number
  maxBpm: number
  sex: Sex
}

/** TRIMP of one minute at `hrBpm`, AU: 0 at or below rest, clamped at the maximum. */
function trimpPerMinute(hrBpm: number, { restBpm, maxBpm, sex }: Heart): number {
  const x = Math.min(Math.max((hrBpm - restBpm) / (maxBpm - restBpm), 0), 1)
  const male = x * 0.64 * Math.exp(1.92 * x)
  const female = x * 0.86 * Math.exp(1.67 * x)
  return sex === 'male' ? male : sex === 'female' ? female : (male + female) / 2
}

/**
 * Banister TRIMP from an average: min · x · 0.64·e^(1.92x) for men, min · x · 0.86·e^(1.67x) for women, x the share of
 * the heart-rate reserve in 0–1; an unspecified sex takes the mean of both. AU. Averages hide intervals (8 % low for
 * 30 min at 130 + 30 min at 170): only where there are no samples.
 * Missing (null): no valid heart rate, maximum not above rest, no duration.
 * Source: Banister 1991; women's constants as in the literature, not the 0.64 of several programs. Evidence C.
 */
export function trimpAverage(durationMin: number | null, avgHrBpm: number | null, heart: Heart): number | null {
  if (durationMin === null || durationMin < 0 || avgHrBpm === null || !isValidHr(avgHrBpm)) return null
  if (!(heart.maxBpm > heart.restBpm)) return null
  return durationMin * trimpPerMinute(avgHrBpm, heart)
}

/** Share of the grid seconds that carry a valid heart rate, 0–1. */
export function hrCoverage(hr: Spread): number {
  const seconds = secondsOf(hr)
  return seconds === 0 ? 0 : sumOver(hr, (bpm) => (isValidHr(bpm) ? 1 : 0)) / seconds
}

/**
 * The coverage rule of every summed heart-rate load: the sum stands for the whole timer, so it is divided by the share
 * that was seen; under 98 % it is an estimate, under 50 % there is none.
 */
export function scaleToCoverage(sum: number, coverage: number): { value: number | null; estimated: boolean } {
  return { value: coverage >= 0.5 ? sum / coverage : null, estimated: coverage < 0.98 }
}

/**
 * Banister TRIMP summed per second over a 1 Hz timer grid (bpm). AU.
 * Missing seconds are made up for by `scaleToCoverage`: `estimated` under 98 % coverage, null under 50 %; a maximum not
 * above rest gives null altogether. Source: as `trimpAverage`; per-second integration as Elevate does. Evidence C.
 */
export function trimpStream(
  hr: Spread,
  heart: Heart,
): { trimp: number | null; coverage: number; estimated: boolean } | null {
  if (!(heart.maxBpm > heart.restBpm)) return null
  const sum = sumOver(hr, (bpm) => (isValidHr(bpm) ? trimpPerMinute(bpm, heart) : 0))
  const coverage = hrCoverage(hr)
  const { value, estimated } = scaleToCoverage(sum / 60, coverage)
  return { trimp: value, coverage, estimated }
}

function compute({ facts, timerS, avgHrBpm, thresholds }: SummaryContext): MetricResult {
  const range = heartRange(thresholds)
  if (!range.ok) return notFound('banister1991_stream', range.missing)
  const { assumed, confidence, ...limits } = range.value
  const heart = { ...limits, sex: thresholds.sex }
  const about = { missing: assumed, detail: { ...heart } }
  if (facts.hr === null) {
    const trimp = trimpAverage(timerS / 60, avgHrBpm, heart)
    if (trimp === null) return notFound('banister1991_average', ['hr'])
    return found(trimp, 'banister1991_average', { ...about, confidence: 'low' })
  }
  const stream = trimpStream(facts.hr, heart)
  if (stream === null || stream.trimp === null) {
    return notFound('banister1991_stream', ['low_coverage'], { coverage: stream?.coverage ?? null })
  }
  return found(stream.trimp, 'banister1991_stream', {
    ...about,
    coverage: stream.coverage,
    confidence: confidence === 'high' && stream.estimated ? 'estimated' : confidence,
  })
}

export const trimpBanister: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'trimp_banister',
  unit: 'AU',
  needs: ['hr_rest_bpm', 'hr_max_bpm'],
  version: 1,
  evidence: 'C',
  source: 'Banister 1991, Modeling elite athletic performance',
  formula: [
    [
      'banister1991_average',
      '{timerS} / 60 · x · a·e^(b·x), x = ({avgHrBpm} − {detail.restBpm}) / ({detail.maxBpm} − {detail.restBpm})',
    ],
    [
      'banister1991_stream',
      'Σ s/60 · x · a·e^(b·x), x = (HR − {detail.restBpm}) / ({detail.maxBpm} − {detail.restBpm}); a 0.64, b 1.92 (men), a 0.86, b 1.67 (women)',
    ],
  ],
  compute,
  combine: sumOfParts,
}
