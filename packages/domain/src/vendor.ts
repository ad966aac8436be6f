export const vendors = ['garmin'] as const
export type Vendor = (typeof vendors)[number]

/**
 * Ways in, best first: what several can give is asked of the first that is open. `personal`: the official API with a key of
 * the athlete's own. `connect`: a session of the vendor's own app, unofficial.
 */
export const doors = ['personal', 'connect'] as const
export type Door = (typeof doors)[number]

/** What is read from a vendor, in the order in which pages show it. */
export const datasets = [
  'activities',
  'daily_summary',
  'sleep',
  'hrv',
  'heart_rate',
  'stress',
  'body_battery',
  'steps',
  'weight',
  'spo2',
  'respiration',
  'training_readiness',
  'training_status',
  'vo2max',
  'race_predictions',
  'personal_records',
  'thresholds',
  'heart_rate_zones',
  'devices',
  'gear',
] as const
export type Dataset = (typeof datasets)[number]

/**
 * What is known about one day of one dataset; a day that nobody has asked about has none. `damaged`: its activities are here,
 * the original of one of them is not, or not as it was written.
 */
export const dayStates = ['have', 'damaged', 'empty', 'failed'] as const
export type DayState = (typeof dayStates)[number]

/** Why a login came to nothing. After any of them the next one is the athlete's to press. */
export const loginFailures = [
  'wrong_password',
  'wrong_code',
  'account_locked',
  'phone_update_needed',
  'captcha',
  'not_allowed',
  'rate_limited',
  'blocked',
  'vendor_unavailable',
  'token_refused',
  'expired',
  'interrupted',
  'unexpected',
] as const
export type LoginFailure = (typeof loginFailures)[number]

export const loginStates = [
  'queued',
  'working',
  'code_needed',
  'code_queued',
  'code_working',
  'done',
  'failed',
  'cancelled',
] as const
export type LoginState = (typeof loginStates)[number]
