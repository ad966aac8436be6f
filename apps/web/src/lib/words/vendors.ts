import type { Dataset, Door, ErrorCode, LoginFailure, Vendor } from '@rc/domain'
import { m } from '#lib/paraglide/messages.js'
import { errorText } from './errors.ts'

/** As each company writes itself, in every language. */
export const vendorName: Record<Vendor, string> = { garmin: 'Garmin' }

/** Where a value came from: a file, or a company; one without words keeps its own name. */
export const sourceName = (source: string): string =>
  source === 'file' ? m.vendor_file() : ((vendorName as Record<string, string>)[source] ?? source)

export const doorText: Record<Door, { name: () => string; says: () => string }> = {
  personal: { name: m.door_personal, says: m.door_personal_says },
  connect: { name: m.door_connect, says: m.door_connect_says },
}

/** Where no page says whose door it is. */
export function fullDoorName(vendor: Vendor, door: Door): string {
  const name = doorText[door].name()
  return name.startsWith(vendorName[vendor]) ? name : `${vendorName[vendor]} ${name}`
}

export const datasetText: Record<Dataset, () => string> = {
  activities: m.dataset_activities,
  daily_summary: m.dataset_daily_summary,
  sleep: m.dataset_sleep,
  hrv: m.dataset_hrv,
  heart_rate: m.dataset_heart_rate,
  stress: m.dataset_stress,
  body_battery: m.dataset_body_battery,
  steps: m.dataset_steps,
  weight: m.dataset_weight,
  spo2: m.dataset_spo2,
  respiration: m.dataset_respiration,
  training_readiness: m.dataset_training_readiness,
  training_status: m.dataset_training_status,
  vo2max: m.dataset_vo2max,
  race_predictions: m.dataset_race_predictions,
  personal_records: m.dataset_personal_records,
  thresholds: m.dataset_thresholds,
  heart_rate_zones: m.dataset_heart_rate_zones,
  devices: m.dataset_devices,
  gear: m.dataset_gear,
}
export const datasetList = (some: Dataset[]): string => some.map((dataset) => datasetText[dataset]()).join(', ')

/** What exactly a vendor did, in the words of its client; those it does not know say nothing. */
const reasonText: Record<string, () => string> = {
  key_refused: m.vendor_reason_key_refused,
  invalid_grant: m.vendor_reason_invalid_grant,
  token_ended: m.vendor_reason_token_ended,
  token_refused: m.vendor_reason_token_refused,
  clients_refused: m.vendor_reason_clients_refused,
  token_missing: m.vendor_reason_shape,
  list_missing: m.vendor_reason_shape,
  too_long: m.vendor_reason_shape,
  too_slow: m.vendor_reason_too_slow,
  unreachable: m.vendor_reason_unreachable,
  damaged: m.vendor_reason_damaged,
  file_damaged: m.vendor_reason_file_damaged,
  too_many_calls: m.vendor_reason_too_many_calls,
  wall: m.vendor_reason_wall,
  page_instead_of_data: m.vendor_reason_page,
  server_error: m.vendor_reason_server_error,
  forbidden: m.vendor_reason_forbidden,
  refused: m.vendor_reason_refused,
  not_there: m.vendor_reason_not_there,
}

/** Codes without a reason, and without a promise of what happens next: the page says that itself. */
const codeText: Partial<Record<ErrorCode, () => string>> = {
  vendor_auth_required: m.vendor_reason_token_refused,
  vendor_rate_limited: m.vendor_reason_too_many_calls,
  vendor_unavailable: m.vendor_reason_no_answer,
  vendor_contract_changed: m.vendor_reason_shape,
}

/** What went wrong with a vendor: its reason where it is known, its code otherwise. */
export const troubleText = (code: ErrorCode, reason: string | null = null): string =>
  (reasonText[reason ?? ''] ?? codeText[code] ?? errorText[code])()

/** Why a press on "log in" came to nothing, and what to do about it. */
export const loginFailureText: Record<LoginFailure, () => string> = {
  wrong_password: m.login_failure_wrong_password,
  wrong_code: m.login_failure_wrong_code,
  account_locked: m.login_failure_account_locked,
  phone_update_needed: m.login_failure_phone_update_needed,
  captcha: m.login_failure_captcha,
  not_allowed: m.login_failure_not_allowed,
  rate_limited: m.login_failure_rate_limited,
  blocked: m.login_failure_blocked,
  vendor_unavailable: m.login_failure_vendor_unavailable,
  token_refused: m.login_failure_token_refused,
  expired: m.login_failure_expired,
  interrupted: m.login_failure_interrupted,
  unexpected: m.login_failure_unexpected,
}
