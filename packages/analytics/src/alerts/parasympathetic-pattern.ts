import type { AlertRule } from './alert-rule.ts'

/** High HRV and a low resting heart rate deep in a block of load are no extra readiness. */
export const parasympatheticPattern: AlertRule = {
  id: 'A4',
  name: 'parasympathetic_pattern',
  domain: 'autonomic',
  version: 1,
  evidence: 'B',
  source: 'Le Meur et al. 2013',
  judge: ({ hrvStatus, restingHrZ, tsb }) => {
    if (hrvStatus === null || restingHrZ === null || tsb === null) return null
    return hrvStatus === 'above' && restingHrZ <= -1 && tsb < -20 ? 1 : 0
  },
}
