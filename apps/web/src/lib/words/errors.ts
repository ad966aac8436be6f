import type { FailureCode } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'

/** What went wrong, what is safe and what to do, in one breath. */
export const errorText: Record<FailureCode, () => string> = {
  invalid_input: m.error_invalid_input,
  unauthenticated: m.error_unauthenticated,
  forbidden: m.error_forbidden,
  consent_withheld: m.error_consent_withheld,
  not_found: m.error_not_found,
  conflict: m.error_conflict,
  vendor_auth_required: m.error_vendor_auth_required,
  vendor_rate_limited: m.error_vendor_rate_limited,
  vendor_unavailable: m.error_vendor_unavailable,
  vendor_contract_changed: m.error_vendor_contract_changed,
  file_unreadable: m.error_file_unreadable,
  plan_unsafe: m.error_plan_unsafe,
  budget_exhausted: m.error_budget_exhausted,
  too_many_tries: m.error_too_many_tries,
  unavailable: m.error_unavailable,
  internal: m.error_internal,
  offline: m.error_offline,
}

/** The same for an error at hand, whose reasons may say more than its code. */
export const errorTextFor = ({ code, reasons }: { code: FailureCode; reasons: string[] }): string =>
  reasons.includes('disk_nearly_full') ? m.error_disk_nearly_full() : errorText[code]()

/** Told beside the field of the password, see PasswordField. */
export const isAboutPassword = (error: { reasons: string[] } | null): boolean =>
  error !== null && (error.reasons.includes('wrong_password') || error.reasons.includes('weak_password'))

/** Codes that come as plain text, from jobs and import items. */
export const errorTextOf = (code: string): string => (errorText[code as FailureCode] ?? m.error_internal)()
