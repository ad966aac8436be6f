import { firesWhen, type AlertRule } from './alert-rule.ts'

/** A sleep debt of 14 h or more over 14 nights. */
export const sleepDebtHigh: AlertRule = {
  id: 'S2',
  name: 'sleep_debt',
  domain: 'sleep',
  version: 1,
  evidence: 'D',
  source: 'The limit of 14 h in 14 nights is our own choice',
  judge: ({ sleepDebtH }) => firesWhen(sleepDebtH, (hours) => hours >= 14),
}
