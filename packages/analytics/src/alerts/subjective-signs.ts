import { firesWhen, type AlertRule } from './alert-rule.ts'

/** At least two of fatigue, soreness, mood and stress are bad. */
export const subjectiveSigns: AlertRule = {
  id: 'W1',
  name: 'subjective',
  domain: 'subjective',
  version: 1,
  evidence: 'C',
  source: 'Two of four self-reports in their bad range, a convention',
  judge: ({ badFeelings }) => firesWhen(badFeelings, (count) => count >= 2),
}
