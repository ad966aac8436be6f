import { AppError } from '@rc/domain'

/** The world outside, handed in: tests have their own. */
export interface Outside {
  fetch: typeof fetch
  nowMs: () => number
  sleep: (ms: number) => Promise<void>
  /** How long one call may take as a whole. */
  patienceMs: number
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string
  /** The most that is read of the answer. */
  limitBytes?: number
}

export interface Answer {
  status: number
  headers: Headers
  bytes: Uint8Array
  ms: number
}

const LIMIT_BYTES = 64 * 2 ** 20

/**
 * One call, its answer read to the end. Redirects are answers, never followed: a token goes nowhere but where it was sent.
 * Throws `vendor_unavailable` when none comes, or only a part of one.
 */
export async function send({ fetch, nowMs, patienceMs }: Outside, call: Call): Promise<Answer> {
  const startedMs = nowMs()
  let hasBegun = false
  try {
    const response = await fetch(call.url, {
      method: call.method ?? 'GET',
      headers: call.headers ?? {},
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      ...(call.body === undefined ? {} : { body: call.body }),
    })
    hasBegun = true
    const bytes = await readAll(response, call.limitBytes ?? LIMIT_BYTES)
    return { status: response.status, headers: response.headers, bytes, ms: nowMs() - startedMs }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const isSlow = cause instanceof Error && cause.name === 'TimeoutError'
    // The cause may quote the request: only what kind of failure it was is kept.
    throw new AppError('vendor_unavailable', isSlow ? 'no answer in time' : 'no answer', {
      retry: true,
      details: { reason: isSlow ? 'too_slow' : hasBegun ? 'damaged' : 'unreachable' },
    })
  }
}

async function readAll(response: Response, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength
    if (size > limitBytes)
      throw new AppError('vendor_contract_changed', 'the answer is too long', { details: { reason: 'too_long' } })
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks)
}

export const textOf = ({ bytes }: Pick<Answer, 'bytes'>): string => Buffer.from(bytes).toString('utf8')

/** JSON of an answer, or undefined where it is something else. */
export function jsonOf(answer: Pick<Answer, 'bytes'>): unknown {
  try {
    return JSON.parse(textOf(answer)) as unknown
  } catch {
    return undefined
  }
}

const isHtml = (answer: Answer): boolean =>
  (answer.headers.get('content-type') ?? '').includes('html') || /^\s*</.test(textOf(answer).slice(0, 100))

/** Cloudflare's wall rather than Garmin: a page that wants a browser. */
export const isWall = (answer: Answer): boolean =>
  answer.headers.get('cf-mitigated') === 'challenge' ||
  (isHtml(answer) &&
    /just a moment|attention required|cloudflare|error code: 10\d\d|1015/i.test(textOf(answer).slice(0, 4000)))

/** Seconds that the vendor asks us to wait; null when it does not say. */
export function retryAfterS(headers: Headers, nowMs: number): number | null {
  const value = headers.get('retry-after')?.trim()
  if (!value) return null
  if (/^\d+$/.test(value)) return Number(value)
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - nowMs) / 1000))
}

const refused = (code: 'vendor_auth_required' | 'vendor_unavailable' | 'not_found', reason: string, status: number) =>
  new AppError(code, `${reason} (${status})`, { retry: code === 'vendor_unavailable', details: { reason, status } })

/**
 * What an answer of the data endpoints says: its JSON, with `null` for "nothing". Throws `vendor_auth_required`,
 * `vendor_rate_limited` (with `retryAfterS`), `not_found`, `invalid_input` for a question that is refused, `forbidden` for one thing that
 * is not ours, `vendor_contract_changed` for what is no JSON, `vendor_unavailable` for the rest.
 */
export function readData(answer: Answer, nowMs: number): unknown {
  requireAnswered(answer, nowMs)
  if (answer.status === 204 || answer.bytes.length === 0) return null
  const body = jsonOf(answer)
  if (body !== undefined) return body
  if (isHtml(answer))
    throw refused('vendor_unavailable', isWall(answer) ? 'wall' : 'page_instead_of_data', answer.status)
  throw new AppError('vendor_unavailable', 'the answer is damaged', { retry: true, details: { reason: 'damaged' } })
}

/** Throws for every answer that is none; see `readData`. */
export function requireAnswered(answer: Answer, nowMs: number): void {
  const { status, headers } = answer
  if (status >= 200 && status < 300) return
  if (status === 429)
    throw new AppError('vendor_rate_limited', 'too many calls', {
      retry: true,
      details: { reason: 'too_many_calls', retryAfterS: retryAfterS(headers, nowMs) },
    })
  if (isWall(answer)) throw refused('vendor_unavailable', 'wall', status)
  if (status === 401) throw refused('vendor_auth_required', 'token_refused', status)
  if (status === 403) throw new AppError('forbidden', 'not ours', { details: { reason: 'forbidden', status } })
  // The athlete has not allowed writing there.
  if (status === 412) throw new AppError('forbidden', 'not allowed', { details: { reason: 'consent_missing', status } })
  if (status === 404) throw refused('not_found', 'not_there', status)
  if (status === 400)
    throw new AppError('invalid_input', 'the question is refused', { details: { reason: 'refused', status } })
  throw refused('vendor_unavailable', status >= 500 ? 'server_error' : 'unexpected_status', status)
}
