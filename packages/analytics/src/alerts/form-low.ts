import { firesWhen, type AlertRule } from './alert-rule.ts'

/** Morning form below −30. */
export const formLow: AlertRule = {
  id: 'L1',
  name: 'tsb_low',
  domain: 'load',
  version: 1,
  evidence: 'C',
  source: 'Friel’s convention',
  judge: ({ tsb }) => firesWhen(tsb, (form) => form < -30),
}
