/** Levels of the morning check, from calm to grave. */
export const alertLevels = ['none', 'watch', 'caution', 'alert', 'stop'] as const
export type AlertLevel = (typeof alertLevels)[number]

export const alertDomains = ['autonomic', 'sleep', 'load', 'performance', 'subjective', 'injury', 'gate'] as const
export type AlertDomain = (typeof alertDomains)[number]

export const alertRuleIds = [
  'A1',
  'A2',
  'A3',
  'A4',
  'S1',
  'S2',
  'L1',
  'L2',
  'L3',
  'I1',
  'P1',
  'P2',
  'W1',
  'G1',
] as const
export type AlertRuleId = (typeof alertRuleIds)[number]
