import { firesWhen, type AlertRule } from './alert-rule.ts'

/** A session felt at least 2 points harder than expected. */
export const rpeHigh: AlertRule = {
  id: 'P2',
  name: 'rpe_high',
  domain: 'performance',
  version: 1,
  evidence: 'D',
  source: 'science.md 12',
  judge: ({ rpeAboveExpected }) => firesWhen(rpeAboveExpected, (points) => points >= 2),
}
