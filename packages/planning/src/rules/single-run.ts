import { isAbove, severityAbove, type LoadRule, type Severity } from './load-rule.ts'

export const singleRunRule: LoadRule<{ warnRatio: number; blockRatio: number; harmlessKm: number }> = {
  id: 'V01',
  version: 1,
  limits: { warnRatio: 1.1, blockRatio: 1.3, harmlessKm: 1 },
  evidence: 'A',
  source: 'Frandsen et al. 2025, Br J Sports Med 59:1203 (5,205 runners)',
}

export type SpikeCategory = 'reference' | 'small' | 'moderate' | 'large' | 'no_history'

/** The study's classes: up to 10 % longer, to 30 %, to twice as long, more. */
function categoryOf(ratio: number): SpikeCategory {
  if (isAbove(ratio, 2)) return 'large'
  return isAbove(ratio, 1.3) ? 'moderate' : isAbove(ratio, 1.1) ? 'small' : 'reference'
}

/**
 * A planned run over the longest of the 30 days before it, done or planned, km. Longer by more than 10 % the injury rate
 * rises (hazard ratio 1.5–2.3): warned of; by more than 30 % blocked, unless it is at most 1 km more.
 * Missing (ratio null): no run in 30 days, warned of as such.
 */
export function singleRunSpike(
  plannedKm: number,
  longest30DaysKm: number | null,
  { warnRatio, blockRatio, harmlessKm } = singleRunRule.limits,
): { ratio: number | null; category: SpikeCategory; severity: Severity } {
  if (longest30DaysKm === null || !(longest30DaysKm > 0)) {
    return { ratio: null, category: 'no_history', severity: 'warn' }
  }
  const ratio = plannedKm / longest30DaysKm
  const severity = severityAbove(ratio, { warn: warnRatio, block: blockRatio })
  const isHarmless = severity === 'block' && !isAbove(plannedKm - longest30DaysKm, harmlessKm)
  return { ratio, category: categoryOf(ratio), severity: isHarmless ? 'warn' : severity }
}
