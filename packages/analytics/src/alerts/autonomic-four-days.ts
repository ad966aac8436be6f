import type { AlertRule } from './alert-rule.ts'

/** HRV z ≤ −1 and resting heart rate z ≥ +1 on each of the last four days: an alert alone. */
export const autonomicFourDays: AlertRule = {
  id: 'A3',
  name: 'autonomic_4d',
  domain: 'autonomic',
  version: 1,
  evidence: 'C',
  source: 'Training Monkey’s red rule',
  judge: ({ hrvAndRestingHrAdverseDays: days }) => (days === null ? null : days >= 4 ? 3 : 0),
}
