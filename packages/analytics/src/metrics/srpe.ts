import type { AthleteMetric } from '../metric.ts'
import { found, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { median } from '../statistics.ts'
import { sumOfParts } from '../sum-of-parts.ts'

/**
 * Session-RPE: CR-10 effort × timer minutes, AU. 0 is a legal effort.
 * Missing (null): no effort, one outside 0–10, no duration.
 * Source: Foster et al. 2001, J Strength Cond Res 15:109. Evidence B.
 */
export function sessionRpe(rpe: number | null, durationMin: number | null): number | null {
  if (rpe === null || !(rpe >= 0 && rpe <= 10) || durationMin === null || durationMin < 0) return null
  return rpe * durationMin
}

/** 100 TSS for an hour at 7. Our own choice, evidence D. */
export const commonSrpeScale = 100 / 420

/** Paired sessions a personal scale needs. */
const minPairs = 10

/**
 * The athlete's own TSS per AU of session-RPE: the median of TSS/sRPE over at least ten sessions that have both.
 * Missing (null): fewer. Our own choice, evidence D.
 */
export function personalSrpeScale(sessions: readonly { tss: number; srpe: number }[]): number | null {
  const ratios = sessions.filter(({ srpe }) => srpe > 0).map(({ tss, srpe }) => tss / srpe)
  return ratios.length < minPairs ? null : median(ratios)
}

/** Session-RPE on the TSS scale: × the personal scale, else 100 per 420 AU (one hour at 7). Evidence D. */
export const tssFromSrpe = (srpe: number | null, scale: number | null = null): number | null =>
  srpe === null ? null : srpe * (scale ?? commonSrpeScale)

function compute({ rpe, timerS }: SummaryContext): MetricResult | null {
  const load = sessionRpe(rpe, timerS / 60)
  return load === null ? null : found(load, 'srpe_cr10')
}

export const srpe: AthleteMetric = {
  of: 'athlete',
  usesEffort: true,
  grain: 'activity',
  id: 'srpe',
  unit: 'AU',
  needs: [],
  version: 1,
  evidence: 'B',
  source: 'Foster et al. 2001, J Strength Cond Res 15:109',
  formula: '{rpe} · {timerS} / 60',
  compute,
  combine: sumOfParts,
}
