import { updateSameKey, type ConnectionRow } from '@rc/db/queries/connections'
import { AppError, type ErrorCode, type Vendor } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { putNotices } from '../notify/put-notices.ts'
import { notifyUser } from '../work/notify-user.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'now' | 'log'>

/** So many refusals in a row, and nothing is sent until the athlete acts. */
export const AUTH_FAILURES = 3
const LONGEST_S = 6 * 3600
/** After these nothing but the athlete helps. */
const final = new Set(['invalid_grant', 'key_refused', 'token_ended'])

/** A door answered: what went wrong before is over. */
export async function noteSuccess({ database, now }: Needs, row: ConnectionRow): Promise<void> {
  const changes = {
    lastSuccessAt: now(),
    authFailures: 0,
    pausedUntil: null,
    pauseReason: null,
    pauseStep: 0,
    lastErrorAt: null,
    lastErrorCode: null,
    lastErrorReason: null,
  }
  await database.asUser(row.userId, (tenant) => updateSameKey(tenant, row, changes))
  Object.assign(row, changes)
}

/**
 * A door failed: it rests as long as the vendor asks, or a minute and twice as long each time; a key that is refused three
 * times, or for good, waits for the athlete. Changes `row` along. Returns the seconds of the rest: none where the athlete has
 * given another key meanwhile, of which nothing is known.
 */
export async function noteTrouble(
  { database, config, now, log }: Needs,
  vendor: Vendor,
  row: ConnectionRow,
  error: AppError,
): Promise<number> {
  const reason = typeof error.details['reason'] === 'string' ? error.details['reason'] : null
  const isAuth = error.code === 'vendor_auth_required'
  const authFailures = row.authFailures + (isAuth ? 1 : 0)
  const asked = error.details['retryAfterS']
  const restS =
    typeof asked === 'number'
      ? asked + Math.random()
      : Math.min(LONGEST_S, config.RC_GARMIN_PAUSE_S * 2 ** row.pauseStep) * (0.75 + 0.5 * Math.random())
  const isOver = isAuth && (authFailures >= AUTH_FAILURES || final.has(reason ?? ''))
  const changes = {
    authFailures,
    state: isOver ? ('reauth_required' as const) : row.state,
    pausedUntil: isOver ? null : new Date(now().getTime() + restS * 1000),
    pauseReason: isOver ? null : error.code,
    pauseStep: Math.min(20, row.pauseStep + (typeof asked === 'number' ? 0 : 1)),
    lastErrorAt: now(),
    lastErrorCode: error.code,
    lastErrorReason: reason,
  }
  const isSameKey = await database.asUser(row.userId, async (tenant) => {
    if (!(await updateSameKey(tenant, row, changes))) return false
    await notifyUser(tenant, { type: 'connection', vendor })
    if (isOver) await putNotices(tenant, { about: 'reauth' }, `reauth ${row.door} ${row.id}`)
    return true
  })
  if (!isSameKey) return 0
  log.warn({ userId: row.userId, vendor, door: row.door, code: error.code, reason, restS, isOver }, 'a door rests')
  Object.assign(row, changes)
  return restS
}

/** What came of asking, rather than of this house: a full disk or a store that is away is nobody's fault there. */
export const isOfVendor = (error: unknown): error is AppError =>
  error instanceof AppError && error.code !== 'unavailable' && error.code !== 'internal'

/** Troubles of the door as a whole, not of one question: nor is it one where no token could be had. */
const ofDoor: ErrorCode[] = ['vendor_auth_required', 'vendor_rate_limited']
export const isTroubleOfDoor = (error: AppError): boolean =>
  ofDoor.includes(error.code) || error.details['reason'] === 'wall' || error.details['ofDoor'] === true
