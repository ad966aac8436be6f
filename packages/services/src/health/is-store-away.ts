/**
 * Whether an error, or one that caused it, says that a store is gone, starting, closed or full. Postgres says FATAL when it
 * ends the connection, whatever the reason.
 */
export function isStoreAway(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('severity' in e && (e.severity === 'FATAL' || e.severity === 'PANIC')) return true
    const code = 'code' in e ? String(e.code) : ''
    if (/^(08|53|57P|CONN|ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE|ENOSPC)/.test(code)) return true
  }
  return false
}
