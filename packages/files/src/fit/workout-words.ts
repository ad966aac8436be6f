/** FIT's words for workout steps; the place in a list is the number in the file. */
export const durationKinds = [
  'time',
  'distance',
  'hr_less_than',
  'hr_greater_than',
  'calories',
  'open',
  'repeat_until_steps_complete',
  'repeat_until_time',
  'repeat_until_distance',
  'repeat_until_calories',
  'repeat_until_hr_less_than',
  'repeat_until_hr_greater_than',
  'repeat_until_power_less_than',
  'repeat_until_power_greater_than',
  'power_less_than',
  'power_greater_than',
]
export const targetKinds = ['speed', 'heart_rate', 'open', 'cadence', 'power', 'grade', 'resistance']
export const stepIntensities = ['active', 'rest', 'warmup', 'cooldown', 'recovery', 'interval', 'other']

/** FIT stores beats and watts above these numbers, percentages of maximum heart rate and FTP up to them. */
export const absoluteBpm = 100
export const absoluteW = 1000
