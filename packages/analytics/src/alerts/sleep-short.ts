import { firesWhen, type AlertRule } from './alert-rule.ts'

/** Less than 7 h of sleep on average over 14 nights. */
export const sleepShort: AlertRule = {
  id: 'S1',
  name: 'sleep_short',
  domain: 'sleep',
  version: 1,
  evidence: 'B',
  source: 'Johnston et al. 2019',
  judge: ({ sleepAverage14H }) => firesWhen(sleepAverage14H, (hours) => hours < 7),
}
