/** The only words about a failure that may cross a process or HTTP boundary; the UI translates them. */
export const errorCodes = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'consent_withheld',
  'not_found',
  'conflict',
  'vendor_auth_required',
  'vendor_rate_limited',
  'vendor_unavailable',
  'vendor_contract_changed',
  'file_unreadable',
  'plan_unsafe',
  'budget_exhausted',
  'too_many_tries',
  'unavailable',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The one class the shell throws. `retry` says whether the same call may succeed later. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly retry: boolean
  readonly details: Record<string, unknown>

  constructor(
    code: ErrorCode,
    message: string = code,
    options: { retry?: boolean; cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.retry = options.retry ?? false
    this.details = options.details ?? {}
  }
}

/** What pure code returns instead of throwing: a value, or the reasons why there is none. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; missing: string[] }
