import { firesForDays, type AlertRule } from './alert-rule.ts'

/** The 7-day HRV is below the athlete’s range; strong from the third day. */
export const hrvBelowRange: AlertRule = {
  id: 'A1',
  name: 'hrv_below_range',
  domain: 'autonomic',
  version: 1,
  evidence: 'B',
  source: 'Plews et al. 2014; Vesterinen et al. 2016',
  judge: ({ hrvBelowDays }) => firesForDays(hrvBelowDays),
}
