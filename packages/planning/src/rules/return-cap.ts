import { severityAbove, type LoadRule, type Severity } from './load-rule.ts'

export const returnRule: LoadRule<{ fromDays: number; longFromDays: number }> = {
  id: 'V16',
  version: 1,
  limits: { fromDays: 6, longFromDays: 29 },
  evidence: 'C',
  source: 'Daniels, Running Formula; the shares of load at second hand',
}

/** Weekly distance allowed in the first and the second half of the way back, km. */
export interface ReturnCap {
  firstHalfKm: number
  secondHalfKm: number
}

/**
 * What a week may hold after a break: up to 5 days off all of the week before the break, 6–28 days half and then three
 * quarters of it, longer a third (0.33) and then half. Paces slow down by Daniels' factor besides.
 * Missing (null): a negative break or distance.
 */
export function returnCap(
  daysOff: number,
  weekBeforeKm: number,
  { fromDays, longFromDays } = returnRule.limits,
): ReturnCap | null {
  if (!(daysOff >= 0 && weekBeforeKm >= 0)) return null
  const [first, second] = daysOff < fromDays ? [1, 1] : daysOff < longFromDays ? [0.5, 0.75] : [0.33, 0.5]
  return { firstHalfKm: first * weekBeforeKm, secondHalfKm: second * weekBeforeKm }
}

/** Beyond the cap is warned of; more than before the break is blocked. */
export const checkReturn = (plannedKm: number, capKm: number, weekBeforeKm: number): Severity =>
  severityAbove(plannedKm, { warn: capKm, block: weekBeforeKm })
