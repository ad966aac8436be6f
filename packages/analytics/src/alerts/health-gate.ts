import type { AlertRule } from './alert-rule.ts'

/** Illness, fever or pain of 4 of 10 and more: stop. */
export const healthGate: AlertRule = {
  id: 'G1',
  name: 'health_gate',
  domain: 'gate',
  version: 1,
  evidence: 'C',
  source: 'Daniels: no training when ill or injured',
  judge: ({ isIll, pain }) => {
    if (isIll === true || (pain !== null && pain >= 4)) return 1
    return isIll === null || pain === null ? null : 0
  },
}
