import type { LoadRule, Severity } from './load-rule.ts'

export const hardSpacingRule: LoadRule<{ maxInARow: number }> = {
  id: 'V08',
  version: 1,
  limits: { maxInARow: 1 },
  evidence: 'C',
  source: 'Hard/easy convention; Pfitzinger & Douglas accept two in a row',
}

export const hardCountRule: LoadRule<{ maxHard: number }> = {
  id: 'V09',
  version: 1,
  limits: { maxHard: 3 },
  evidence: 'C',
  source: 'Two to three a week as in the trials of Vesterinen et al. 2016',
}

export const restDayRule: LoadRule<{ minRest: number }> = {
  id: 'V10',
  version: 1,
  limits: { minRest: 1 },
  evidence: 'C',
  source: 'Convention',
}

const weekDays = 7

/** What one day of a plan asks. A long run of 90 min or a quarter of the week is hard too. */
export type DayKind = 'hard' | 'easy' | 'rest'

/** Days on which a row of hard days goes beyond what is allowed (one: 48 h between them), as indices. */
export function consecutiveHardDays(days: readonly DayKind[], { maxInARow } = hardSpacingRule.limits): number[] {
  let row = 0
  return days.flatMap((kind, day) => {
    row = kind === 'hard' ? row + 1 : 0
    return row > maxInARow ? [day] : []
  })
}

/** The last days of those seven-day stretches for which `holds`, as indices; under seven days there are none. */
const weeksEndingOn = (days: readonly DayKind[], holds: (week: readonly DayKind[]) => boolean): number[] =>
  days.flatMap((_, day) => (day >= weekDays - 1 && holds(days.slice(day - weekDays + 1, day + 1)) ? [day] : []))

const countOf = (week: readonly DayKind[], kind: DayKind): number => week.filter((day) => day === kind).length

/** Days that end seven with more than three hard ones. */
export const crowdedHardDays = (days: readonly DayKind[], { maxHard } = hardCountRule.limits): number[] =>
  weeksEndingOn(days, (week) => countOf(week, 'hard') > maxHard)

/** Days that end seven without a day of rest. */
export const weeksWithoutRest = (days: readonly DayKind[], { minRest } = restDayRule.limits): number[] =>
  weeksEndingOn(days, (week) => countOf(week, 'rest') < minRest)

/** Hard days in a row, more than three in seven days or no rest are blocked; three in seven are warned of. */
export function checkHardDays(days: readonly DayKind[]): Record<'V08' | 'V09' | 'V10', Severity> {
  const blockAny = (found: readonly number[]): Severity => (found.length > 0 ? 'block' : 'ok')
  const { maxHard } = hardCountRule.limits
  const isFull = crowdedHardDays(days, { maxHard: maxHard - 1 }).length > 0
  const count = blockAny(crowdedHardDays(days))
  return {
    V08: blockAny(consecutiveHardDays(days)),
    V09: count === 'ok' && isFull ? 'warn' : count,
    V10: blockAny(weeksWithoutRest(days)),
  }
}
