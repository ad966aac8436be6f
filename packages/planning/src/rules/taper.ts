import { isAbove, type LoadRule, type Severity } from './load-rule.ts'

export const taperRule: LoadRule<{ minReductionPct: number; maxReductionPct: number }> = {
  id: 'V15',
  version: 1,
  limits: { minReductionPct: 41, maxReductionPct: 60 },
  evidence: 'A',
  source: 'Bosquet et al. 2007 (meta-analysis); Wang et al. 2023',
}

export interface Taper {
  /** Of each taper week against the mean of the four before, %. */
  reductionsPct: number[]
  /** The last week is 41–60 % lighter. */
  isLastInRange: boolean
  /** No week is heavier than the one before it. */
  isNonIncreasing: boolean
}

/**
 * The weeks before a race against the mean of the four before them, in any one unit, both ends of the range included.
 * Missing (null): no taper week, no volume before. That intensity and frequency stay is for the validator to see.
 */
export function checkTaper(
  meanBefore: number,
  taperWeeks: readonly number[],
  { minReductionPct, maxReductionPct } = taperRule.limits,
): Taper | null {
  const last = taperWeeks.at(-1)
  if (last === undefined || !(meanBefore > 0)) return null
  const reductionOf = (week: number): number => 100 * (1 - week / meanBefore)
  return {
    reductionsPct: taperWeeks.map(reductionOf),
    isLastInRange: !isAbove(minReductionPct, reductionOf(last)) && !isAbove(reductionOf(last), maxReductionPct),
    isNonIncreasing: taperWeeks.every((week, i) => i === 0 || week <= taperWeeks[i - 1]!),
  }
}

/** A last week outside the range or a rising one is warned of; a race week heavier than the one before is blocked. */
export function taperSeverity(taper: Taper): Severity {
  const [before, last] = taper.reductionsPct.slice(-2)
  if (before !== undefined && last !== undefined && last < before) return 'block'
  return taper.isLastInRange && taper.isNonIncreasing ? 'ok' : 'warn'
}
