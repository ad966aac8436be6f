import { AppError } from '@rc/domain'
import { networkOf } from '@rc/services/auth/throttle'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../context.ts'

/** So many requests at once, and so many a second in the long run: more than the pages and uploads of a house send. */
const AT_ONCE = 1000
const PER_S = 200
const MOST_ASKERS = 10_000

/**
 * Refuses what has run wild before it costs a query. It protects this process alone and may forget; guessing is met by
 * counters of its own, which do not (`throttle.ts`). The machine itself is not counted.
 */
export function limitRate(nowMs = () => performance.now()): MiddlewareHandler<AppEnv> {
  const askers = new Map<string, { left: number; atMs: number }>()
  return (c, next) => {
    const { address, loopback } = c.get('asker')
    if (loopback || address === '') return next()
    const network = networkOf(address)
    const now = nowMs()
    const { left, atMs } = askers.get(network) ?? { left: AT_ONCE, atMs: now }
    const room = Math.min(AT_ONCE, left + ((now - atMs) / 1000) * PER_S)
    if (room < 1)
      throw new AppError('too_many_tries', 'too many requests', { retry: true, details: { retryAfterS: 1 } })
    if (askers.size >= MOST_ASKERS) askers.clear()
    askers.set(network, { left: room - 1, atMs: now })
    return next()
  }
}
