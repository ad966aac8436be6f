import type { AlertRule } from './alert-rule.ts'

/** Monotony above 2 in a week of more than 1.2 times the mean of four. */
export const monotonyHigh: AlertRule = {
  id: 'L3',
  name: 'monotony_high',
  domain: 'load',
  version: 1,
  evidence: 'C',
  source: 'Foster 1998',
  judge: ({ monotony, weekLoadRatio }) => {
    if (monotony === null || weekLoadRatio === null) return null
    return monotony > 2 && weekLoadRatio > 1.2 ? 1 : 0
  },
}
