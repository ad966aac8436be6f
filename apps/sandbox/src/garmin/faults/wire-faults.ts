import { empty, html, json, tokenNotActive, type Answer } from '../http/answer.ts'
import type { Fault, FaultKind } from './fault.ts'

/** The page with which Cloudflare asks for a browser. */
export const challenge = (status: 403 | 200): Answer =>
  html(
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>',
    status,
    status === 403 ? { 'cf-mitigated': 'challenge' } : {},
  )

export const tooMany = (nowMs: number, form: 'seconds' | 'date' | 'none', seconds = 14): Answer =>
  empty(429, {
    ...(form === 'seconds' && { 'retry-after': String(seconds) }),
    ...(form === 'date' && { 'retry-after': new Date(nowMs + 1000 * seconds).toUTCString() }),
  })

/** Plays a fault of the wire on the answer that would have been given; ending the tokens is up to the caller. */
export async function playWireFault(
  fault: Fault & { kind: FaultKind<'wire'> },
  nowMs: number,
  answer: () => Answer | Promise<Answer>,
): Promise<Answer> {
  switch (fault.kind) {
    case 'status': {
      const status = Number(fault.value ?? 503)
      return json({ message: `HTTP ${status}`, error: 'Exception' }, status)
    }
    case 'rate_limited':
      return tooMany(nowMs, (fault.value ?? 'seconds') as 'seconds' | 'date' | 'none')
    case 'cloudflare_403':
      return challenge(403)
    case 'cloudflare_200':
      return challenge(200)
    case 'cloudflare_1015':
      return html(
        '<!DOCTYPE html><html><head><title>Access denied | sso.garmin.com used Cloudflare to restrict access</title></head><body><h1>Error 1015</h1><p>You are being rate limited</p></body></html>',
        429,
      )
    case 'html_200':
      return html('<!DOCTYPE html><html><head><title>Garmin Connect</title></head><body>Maintenance</body></html>')
    case 'hang':
      return { ...empty(200), wire: 'hang' }
    case 'reset':
      return { ...empty(200), wire: 'reset' }
    case 'cut_body':
      return { ...(await answer()), wire: 'cut' }
    case 'broken_gzip':
      return { ...(await answer()), wire: 'broken_gzip' }
    case 'bearers_end':
      return tokenNotActive()
    case 'slow':
      return { ...(await answer()), delayMs: Number(fault.value ?? 3000) }
  }
}
