import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { pipeline, Readable, Transform } from 'node:stream'
import { AppError } from '@rc/domain'
import { checkOutsideAddress, type OutsideAddress, type OutsideDeps } from './check-outside-address.ts'

export interface OutsideInit {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array | null
  signal?: AbortSignal | null
  /** For the whole answer, not only its beginning. */
  timeoutMs?: number
  /** The most that is read of the answer. */
  limitBytes?: number
}

const TIMEOUT_MS = 60_000
const LIMIT_BYTES = 2 * 2 ** 20

/**
 * `fetch` for addresses that an athlete may set, after `checkOutsideAddress`: the connection goes to the very addresses
 * that were checked, and a redirect is an answer like any other, never followed. Throws `invalid_input` for an address
 * that is refused, `vendor_unavailable` for one that does not answer; the body ends with an error past its limit.
 */
export async function fetchOutside(deps: OutsideDeps, url: string | URL, init: OutsideInit = {}): Promise<Response> {
  const target = parseUrl(url)
  const checked = await checkOutsideAddress(deps, {
    host: target.hostname,
    port: Number(target.port) || (target.protocol === 'https:' ? 443 : 80),
  })
  const answer = await send(target, checked, init)
  const status = answer.statusCode ?? 0
  // The reader of the body hears of what goes wrong with it.
  const body = pipeline(answer, capAt(init.limitBytes ?? LIMIT_BYTES), () => {})
  if (status < 200 || status > 599) {
    body.destroy()
    throw unanswered('unreachable')
  }
  const hasBody = ![204, 205, 304].includes(status) && init.method !== 'HEAD'
  if (!hasBody) body.resume()
  return new Response(hasBody ? (Readable.toWeb(body) as ReadableStream<Uint8Array>) : null, {
    status,
    headers: headersOf(answer),
  })
}

function parseUrl(url: string | URL): URL {
  const target = URL.parse(String(url))
  if (!target || !/^https?:$/.test(target.protocol) || target.username !== '' || target.password !== '')
    throw new AppError('invalid_input', 'not an address of the web', { details: { reasons: ['address_invalid'] } })
  return target
}

async function send(target: URL, { addresses }: OutsideAddress, init: OutsideInit): Promise<IncomingMessage> {
  const timeout = AbortSignal.timeout(init.timeoutMs ?? TIMEOUT_MS)
  const headers = new Headers(init.headers)
  headers.delete('host')
  headers.set('accept-encoding', 'identity')
  const pinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, addresses) : done(null, addresses[0].address, addresses[0].family)
  const options: RequestOptions = {
    method: init.method ?? 'GET',
    headers: Object.fromEntries(headers),
    // A connection of its own, so that none is inherited that went elsewhere.
    agent: false,
    lookup: pinned,
    signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
  }
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, options, resolve)
      request.once('error', reject)
      request.end(init.body ?? undefined)
    })
  } catch (cause) {
    init.signal?.throwIfAborted()
    throw unanswered(timeout.aborted ? 'too_slow' : 'unreachable', cause)
  }
}

const unanswered = (reason: 'too_slow' | 'unreachable', cause?: unknown) =>
  new AppError('vendor_unavailable', 'the address does not answer', {
    retry: true,
    cause,
    details: { reasons: [reason] },
  })

function capAt(limitBytes: number): Transform {
  let bytes = 0
  return new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      bytes += chunk.byteLength
      if (bytes <= limitBytes) return done(null, chunk)
      done(new AppError('vendor_unavailable', 'the answer is too large', { details: { reasons: ['too_large'] } }))
    },
  })
}

function headersOf(answer: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  return headers
}
