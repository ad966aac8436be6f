import { firesWhen, type AlertRule } from './alert-rule.ts'

/** Efficiency more than 5 % below the 28-day median of comparable runs. */
export const efficiencyDrop: AlertRule = {
  id: 'P1',
  name: 'efficiency_drop',
  domain: 'performance',
  version: 1,
  evidence: 'C',
  source: 'Efficiency after Friel; 5 % below the own median is a convention',
  judge: ({ efficiencyChangePct }) => firesWhen(efficiencyChangePct, (change) => change < -5),
}
