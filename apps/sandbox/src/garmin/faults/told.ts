import type { Fault, FaultKind } from './fault.ts'

/** What an athlete is told of a fault: the code and reason that reach the pages, and the key of the sentence they become. */
export interface Told {
  /** A door of the ladder, the form of the login, or the list of what did not come. */
  where: 'door' | 'login' | 'list'
  code: string
  reason: string | null
  sentence: string
}

export interface FaultCase {
  /** What the athlete does when it strikes: has a key, has tokens of one shape, or presses "log in". */
  by: 'key' | 'di' | 'garth' | 'login' | 'login_with_code'
  /** How it is switched on, but for its kind. */
  fault?: Omit<Fault, 'kind'>
  /** A wall stands before the way of the app, so that the login goes by the widget. */
  isAppWalled?: boolean
  /** Null: nothing is lost that an athlete could miss, so nothing is said. */
  told: Told | null
}

const door = (code: string, reason: string, sentence = `vendor_reason_${reason}`): Told => ({
  where: 'door',
  code,
  reason,
  sentence,
})
const unavailable = (reason: string, sentence?: string) => door('vendor_unavailable', reason, sentence)
const login = (failure: string): Told => ({
  where: 'login',
  code: failure,
  reason: null,
  sentence: `login_failure_${failure}`,
})
const list = (code: string, reason: string, sentence: string): Told => ({ where: 'list', code, reason, sentence })
const otherFields = list('vendor_contract_changed', '', 'sync_quarantined')
const otherShape = list('vendor_contract_changed', 'list_missing', 'vendor_reason_shape')
const damagedFile = list('file_unreadable', 'file_damaged', 'vendor_reason_file_damaged')

const quiet = (by: FaultCase['by'] = 'key', fault?: FaultCase['fault']): FaultCase => ({
  by,
  ...(fault && { fault }),
  told: null,
})
const key = (told: Told, fault?: FaultCase['fault']): FaultCase => ({ by: 'key', ...(fault && { fault }), told })

/** Every fault there is, and what comes of it on the pages; a new one does not compile without. */
export const faultCases: Record<FaultKind, FaultCase> = {
  status: key(unavailable('server_error'), { value: 503 }),
  rate_limited: key(door('vendor_rate_limited', 'too_many_calls')),
  cloudflare_403: key(unavailable('wall')),
  cloudflare_200: key(unavailable('wall')),
  cloudflare_1015: key(door('vendor_rate_limited', 'too_many_calls')),
  html_200: key(unavailable('page_instead_of_data', 'vendor_reason_page')),
  hang: key(unavailable('too_slow')),
  reset: key(unavailable('unreachable')),
  cut_body: key(unavailable('damaged')),
  broken_gzip: key(unavailable('damaged')),
  slow: quiet('key', { value: 10 }),
  bearers_end: quiet('key', { times: 1 }),

  wrong_password: { by: 'login', told: login('wrong_password') },
  locked: { by: 'login', told: login('account_locked') },
  update_phone: { by: 'login', isAppWalled: true, told: login('phone_update_needed') },
  child_account: { by: 'login', told: login('not_allowed') },
  captcha: { by: 'login', told: login('captcha') },
  status_427: { by: 'login', told: login('not_allowed') },
  status_429_in_200: { by: 'login', told: login('rate_limited') },
  code_not_sent: quiet('login_with_code'),
  mfa_session_expired: { by: 'login_with_code', told: login('expired') },

  // Of the old way, which nobody here goes.
  preauthorized_401: quiet('login'),
  exchange_403: { by: 'garth', told: door('vendor_auth_required', 'token_refused') },
  invalid_client: { by: 'login', told: login('token_refused') },
  token_not_active: { by: 'login', told: login('token_refused') },
  invalid_grant: { by: 'di', told: door('vendor_auth_required', 'invalid_grant') },
  // The pair that was made is lost, and the one before it is used up.
  reply_lost: { by: 'di', fault: { times: 1 }, told: door('vendor_auth_required', 'invalid_grant') },
  key_526: key(unavailable('server_error')),

  no_data_204: quiet('key', { path: '/usersummary-service/' }),
  no_data_null: quiet('key', { path: '/usersummary-service/' }),
  no_data_list: quiet('key', { path: '/usersummary-service/' }),
  no_data_nulls: quiet('key', { path: '/usersummary-service/' }),
  no_data_404: quiet('key', { path: '/wellness-service/' }),
  privacy_protected: { by: 'di', fault: { path: '/usersummary-service/usersummary/' }, told: otherFields },
  not_offered: quiet('key', { path: '/wellness-service/' }),
  range_too_long: quiet('key', { path: '/stats/', value: 2 }),
  limit_clamp: quiet('key', { value: 1 }),
  inner_failure: quiet('di'),
  field_missing: key(otherShape, { path: '/stats/stress/', value: 'calendarDate' }),
  field_renamed: key(otherShape, { path: '/stats/stress/', value: 'calendarDate' }),
  field_string: key(otherFields, {
    path: '/stats/steps/',
    value: 'totalSteps',
  }),
  field_list: key(otherFields, {
    path: '/stats/steps/',
    value: 'totalSteps',
  }),
  field_null: quiet('key', { path: '/stats/steps/', value: 'totalSteps' }),
  field_new: quiet(),
  other_device: quiet('di'),
  elapsed_ms: quiet(),
  unknown_type: quiet(),
  no_local_start: quiet(),
  summary_fallback: quiet(),

  zip_cut: key(damagedFile),
  zip_empty: key(damagedFile),
  zip_two: quiet(),
  zip_wrong_name: quiet(),
  zip_tcx: quiet(),
  zip_gpx: quiet(),
  zip_bomb: key(damagedFile, { times: 1 }),
  fit_crc: key(damagedFile),
  file_404: quiet(),
  file_403: quiet(),

  // Of writing, which is not asked for yet.
  consent_missing: quiet(),
  reply_lost_after_write: quiet(),
  push_refused: quiet(),
  processing_fails: quiet(),
}
