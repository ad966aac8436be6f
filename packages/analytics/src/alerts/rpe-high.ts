import { firesWhen, type AlertRule } from './alert-rule.ts'

/** A session felt at least 2 points harder than expected. */
export const rpeHigh: AlertRule = {
  id: 'P2',
  name: 'rpe_high',
  domain: 'performance',
  version: 1,
  evidence: 'D',
  source: 'Session-RPE of Foster et al. 2001; the limit of 2 is our own choice',
  judge: ({ rpeAboveExpected }) => firesWhen(rpeAboveExpected, (points) => points >= 2),
}
