import { AppError } from '@rc/domain'

export interface Throttle {
  /** Throws `too_many_tries` while `key` has to wait. */
  check(key: string, now: Date): void
  fail(key: string, now: Date): void
  forgive(key: string): void
}

const QUIET_MS = 60 * 60_000
const MAX_KEYS = 10_000

/** Slows guessing down: after `freeTries` failures each further one doubles the wait, up to `longestWaitS`. */
export function createThrottle({ freeTries, longestWaitS }: { freeTries: number; longestWaitS: number }): Throttle {
  const failures = new Map<string, { count: number; lastMs: number; openMs: number }>()
  return {
    check(key, now) {
      const waitMs = (failures.get(key)?.openMs ?? 0) - now.getTime()
      if (waitMs > 0)
        throw new AppError('too_many_tries', 'too many tries', {
          retry: true,
          details: { retryAfterS: Math.ceil(waitMs / 1000) },
        })
    },
    fail(key, now) {
      const nowMs = now.getTime()
      const known = failures.get(key)
      const count = known && nowMs - known.lastMs < QUIET_MS ? known.count + 1 : 1
      const waitS = count < freeTries ? 0 : Math.min(longestWaitS, 2 ** (count - freeTries))
      failures.delete(key)
      failures.set(key, { count, lastMs: nowMs, openMs: nowMs + waitS * 1000 })
      if (failures.size > MAX_KEYS) failures.delete(failures.keys().next().value as string)
    },
    forgive: (key) => void failures.delete(key),
  }
}
