import { isAbove, severityAbove, type LoadRule, type Severity } from './load-rule.ts'

export const weekIncreaseRule: LoadRule<{ warnPct: number; blockPct: number }> = {
  id: 'V03',
  version: 1,
  limits: { warnPct: 10, blockPct: 20 },
  evidence: 'C',
  source: 'Convention; no effect on injuries in Buist et al. 2008 (RCT)',
}

export const twoWeekJumpRule: LoadRule<{ blockPct: number }> = {
  id: 'V04',
  version: 1,
  limits: { blockPct: 30 },
  evidence: 'B',
  source: 'Nielsen et al. 2014, J Orthop Sports Phys Ther 44:739',
}

const historyWeeks = 4

/**
 * Mean of the two highest of the last four weeks, so that a week of recovery lowers no base. Weeks before the first run
 * count for nothing, else whoever has just begun could not repeat a week. Null without weeks.
 */
function baseOf(previousKm: readonly number[]): number | null {
  const last = previousKm.slice(-historyWeeks)
  const begun = last.findIndex((km) => km > 0)
  const highest = last
    .slice(Math.max(0, begun))
    .toSorted((a, b) => b - a)
    .slice(0, 2)
  return highest.length === 0 ? null : highest.reduce((sum, km) => sum + km, 0) / highest.length
}

/**
 * A planned week over the mean of the two highest of the four before it, %. More than 10 % is warned of, more than 20 %
 * blocked: a convention, not a finding. `previousKm`: weeks in order, the last one the week before.
 * Missing (pct null): no week with a distance; planning any is warned of.
 */
export function weekIncrease(
  previousKm: readonly number[],
  plannedKm: number,
  { warnPct, blockPct } = weekIncreaseRule.limits,
): { baseKm: number | null; pct: number | null; severity: Severity } {
  const baseKm = baseOf(previousKm)
  if (baseKm === null || !(baseKm > 0)) return { baseKm, pct: null, severity: plannedKm > 0 ? 'warn' : 'ok' }
  const pct = 100 * (plannedKm / baseKm - 1)
  return { baseKm, pct, severity: severityAbove(pct, { warn: warnPct, block: blockPct }) }
}

/**
 * A planned week over the one two weeks earlier, %: more than 30 % is blocked unless it only returns to the base of
 * `weekIncrease`. `previousKm` as there.
 * Missing (pct null): no week two weeks earlier, or an empty one.
 */
export function twoWeekJump(
  previousKm: readonly number[],
  plannedKm: number,
  { blockPct } = twoWeekJumpRule.limits,
): { pct: number | null; severity: Severity } {
  const earlierKm = previousKm.at(-2)
  if (earlierKm === undefined || !(earlierKm > 0)) return { pct: null, severity: 'ok' }
  const pct = 100 * (plannedKm / earlierKm - 1)
  return { pct, severity: isAbove(pct, blockPct) && plannedKm > (baseOf(previousKm) ?? 0) ? 'block' : 'ok' }
}
