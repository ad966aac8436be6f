import { firesWhen, type AlertRule } from './alert-rule.ts'

/** A run more than 10 % longer than the longest of the 30 days before: a flag, not a sign of poor recovery. */
export const longRunSpike: AlertRule = {
  id: 'I1',
  name: 'single_run_spike',
  domain: 'injury',
  version: 1,
  evidence: 'A',
  source: 'Frandsen et al. 2025',
  judge: ({ singleRunRatio }) => firesWhen(singleRunRatio, (ratio) => ratio > 1.1),
}
