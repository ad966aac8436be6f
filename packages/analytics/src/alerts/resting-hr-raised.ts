import { firesForDays, type AlertRule } from './alert-rule.ts'

/** The resting heart rate is raised (5 bpm or 1.5 SD); strong from the third day. */
export const restingHrRaised: AlertRule = {
  id: 'A2',
  name: 'rhr_high',
  domain: 'autonomic',
  version: 1,
  evidence: 'C',
  source: 'Bosquet et al. 2008',
  judge: ({ restingHrRaisedDays }) => firesForDays(restingHrRaisedDays),
}
