import { AppError, type ErrorCode } from '@rc/domain'
import type { Problem } from '@rc/contract'
import { isStoreAway } from '@rc/services/health/is-store-away'

const statusOf: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  consent_withheld: 403,
  not_found: 404,
  conflict: 409,
  vendor_auth_required: 409,
  vendor_rate_limited: 503,
  vendor_unavailable: 503,
  vendor_contract_changed: 502,
  file_unreadable: 422,
  plan_unsafe: 422,
  budget_exhausted: 429,
  too_many_tries: 429,
  unavailable: 503,
  internal: 500,
}

/** What a browser may learn of an error: its code and, for our own errors, the reasons; never the words of a stranger. */
export function toProblem(error: unknown): { problem: Problem; retryAfterS: number | null } {
  const known = asAppError(error)
  const { code, details } = known
  const reasons = Array.isArray(details['reasons']) ? details['reasons'].map(String) : []
  const status = code === 'invalid_input' && reasons.includes('too_large') ? 413 : statusOf[code]
  const wait = details['retryAfterS']
  return {
    problem: {
      code,
      title: code === 'internal' ? code : known.message,
      status,
      ...(reasons.length > 0 && { reasons }),
    },
    retryAfterS: typeof wait === 'number' ? wait : status === 503 ? 5 : null,
  }
}

/** A store that is gone, starting or full is `unavailable`; a value it cannot hold is the caller's mistake. */
function asAppError(error: unknown): AppError {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof AppError) return e
    if (isStoreAway(e)) return new AppError('unavailable', 'a store is away or full', { retry: true })
    if ('code' in e && /^22\w{3}$/.test(String(e.code))) return new AppError('invalid_input', 'value out of range')
  }
  return new AppError('internal')
}

/**
 * An error for the log: kind, code and stack of its innermost cause. Left out is what carries the athlete's data:
 * the values of a query, the detail of a constraint.
 */
export function describeError(error: unknown): Record<string, unknown> {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  if (!(inner instanceof Error)) return { type: typeof inner }
  const code = 'code' in inner ? String(inner.code) : undefined
  return { type: inner.name, code, message: inner.message, stack: inner.stack }
}
