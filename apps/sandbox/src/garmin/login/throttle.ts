import type { World } from '../world.ts'

const hourMs = 3_600_000
/** Sign-ins an account may try within an hour on one way in, and how long it is refused afterwards. */
const perHour = 3
const refusedMs = 2 * hourMs

/** True when the attempt is one too many; every further one starts the waiting anew. */
export function isThrottled(world: World, key: string): boolean {
  if (!world.profile.limits) return false
  const nowMs = world.clock.nowMs()
  const record = world.logins.get(key) ?? { atMs: [], refusedUntilMs: 0 }
  world.logins.set(key, record)
  record.atMs = [...record.atMs.filter((atMs) => atMs > nowMs - hourMs), nowMs]
  if (nowMs >= record.refusedUntilMs && record.atMs.length <= perHour) return false
  record.refusedUntilMs = nowMs + refusedMs
  return true
}
