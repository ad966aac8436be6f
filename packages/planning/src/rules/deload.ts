import type { LoadRule, Severity } from './load-rule.ts'

export const deloadRule: LoadRule<{ lightShare: number; warnWeeks: number; blockWeeks: number }> = {
  id: 'V07',
  version: 1,
  limits: { lightShare: 0.8, warnWeeks: 4, blockWeeks: 5 },
  evidence: 'C',
  source: 'Universal practice, no trial with runners',
}

/** A light week: at most 80 % of the mean of the others of its stretch. */
function hasLightWeek(stretch: readonly number[], lightShare: number): boolean {
  const total = stretch.reduce((sum, load) => sum + load, 0)
  return stretch.some((load) => load <= (lightShare * (total - load)) / (stretch.length - 1))
}

/**
 * Where the first stretch of so many consecutive weeks without a light one begins, an index into `weekLoads`; any unit.
 * Missing (null): every stretch has one, or there are too few weeks to judge.
 */
export function firstWithoutDeload(
  weekLoads: readonly number[],
  weeks: number = deloadRule.limits.warnWeeks,
  { lightShare } = deloadRule.limits,
): number | null {
  for (let start = 0; start + weeks <= weekLoads.length; start++) {
    if (!hasLightWeek(weekLoads.slice(start, start + weeks), lightShare)) return start
  }
  return null
}

/** Four weeks without a light one are warned of, five blocked. */
export function checkDeload(weekLoads: readonly number[], limits = deloadRule.limits): Severity {
  if (firstWithoutDeload(weekLoads, limits.blockWeeks, limits) !== null) return 'block'
  return firstWithoutDeload(weekLoads, limits.warnWeeks, limits) === null ? 'ok' : 'warn'
}
