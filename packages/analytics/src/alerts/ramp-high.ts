import { firesWhen, type AlertRule } from './alert-rule.ts'

/** CTL has risen by more than 8 in seven days. */
export const rampHigh: AlertRule = {
  id: 'L2',
  name: 'ramp_high',
  domain: 'load',
  version: 1,
  evidence: 'C',
  source: 'Friel and Couzens',
  judge: ({ ramp7 }) => firesWhen(ramp7, (ramp) => ramp > 8),
}
