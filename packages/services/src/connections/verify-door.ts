import {
  findConnection,
  updateConnection,
  updateSameKey,
  type ConnectionRow,
  type ProbeLine,
} from '@rc/db/queries/connections'
import { updateVendorAccount } from '@rc/db/queries/vendor-accounts'
import { addDays, AppError, localDateOf, type Vendor } from '@rc/domain'
import { jsonOf, pathOf, vendorDefinitions, verifyPath, type Who } from '@rc/vendors'
import type { Deps } from '../deps.ts'
import { beginSync } from '../sync/control-sync.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { openDoor, type DoorSession } from './door-session.ts'
import { holdAccount } from './hold-account.ts'
import { AUTH_FAILURES, isOfVendor, noteTrouble } from './note-outcome.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'now' | 'log'>

const VENDOR: Vendor = 'garmin'
const BUSY_S = 2

/**
 * Tries a key that the athlete has just given: good ones begin to work, refused ones wait for the athlete, and where nobody
 * answers it is tried again after a rest.
 */
export async function verifyDoor(deps: Needs, job: ClaimedJob<'garmin.door.verify'>): Promise<JobEnded> {
  const { userId, payload } = job
  const { database } = deps
  const ended = await holdAccount(deps, userId, VENDOR, async () => {
    const row = await database.asUser(userId, (tenant) => findConnection(tenant, VENDOR, payload.door))
    if (!row) return database.asUser(userId, (tenant) => finishJob(tenant, job))
    try {
      const { accountName } = await readWho(await openDoor(deps, VENDOR, row))
      return await database.asUser(userId, async (tenant) => {
        // Another key has been given while this one was tried.
        if (!(await activate(tenant, row, { accountName, lastSuccessAt: deps.now() }))) return putBack(tenant, job, 0)
        // What is known of the official paths is hearsay: the first key shows which of them are there.
        if (payload.door === 'personal' && row.probedAt === null)
          await putJob(tenant, 'garmin.door.probe', { door: payload.door }, payload.door)
        await updateVendorAccount(tenant, VENDOR, { nextSyncAt: deps.now() })
        await beginSync(tenant)
        return finishJob(tenant, job)
      })
    } catch (error) {
      if (!isOfVendor(error)) throw error
      if (error.code === 'conflict') return database.asUser(userId, (tenant) => putBack(tenant, job, 0))
      const isRefused = error.code === 'vendor_auth_required'
      // A new key that is refused is wrong; there is nothing to wait for.
      const restS = await noteTrouble(deps, VENDOR, isRefused ? { ...row, authFailures: AUTH_FAILURES } : row, error)
      return database.asUser(userId, (tenant) =>
        isRefused && restS > 0 ? finishJob(tenant, job) : putBack(tenant, job, restS),
      )
    }
  })
  return ended ?? database.asUser(userId, (tenant) => putBack(tenant, job, BUSY_S))
}

type Tenant = Parameters<typeof updateConnection>[0]

/** False when it is another key's door by now. */
async function activate(tenant: Tenant, row: ConnectionRow, changes: Partial<ConnectionRow>): Promise<boolean> {
  const isSameKey = await updateSameKey(tenant, row, {
    ...changes,
    state: 'active',
    authFailures: 0,
    pausedUntil: null,
    pauseReason: null,
    pauseStep: 0,
    lastErrorAt: null,
    lastErrorCode: null,
    lastErrorReason: null,
  })
  if (isSameKey) await notifyUser(tenant, { type: 'connection', vendor: VENDOR })
  return isSameKey
}

/** Whose door this is; one question, which shows at once whether the key is good. */
export async function readWho(session: DoorSession): Promise<Who & { accountName: string | null }> {
  const body = await session.ask(verifyPath[session.door])
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : null)
  const profileId = typeof said['profileId'] === 'number' ? said['profileId'] : 0
  return {
    displayName: text('displayName') ?? String(profileId),
    profileId,
    accountName: text('fullName') ?? text('displayName'),
  }
}

/** Asks every endpoint of a door about yesterday and keeps what kind of answer came, without a single value. */
export async function probeDoor(
  deps: Needs,
  job: ClaimedJob<'garmin.door.probe'>,
  signal: AbortSignal,
): Promise<JobEnded> {
  const { userId, payload } = job
  const { door } = payload
  const ended = await holdAccount(deps, userId, VENDOR, async () => {
    const row = await deps.database.asUser(userId, (tenant) => findConnection(tenant, VENDOR, door))
    if (!row || row.state === 'reauth_required') return deps.database.asUser(userId, (tenant) => finishJob(tenant, job))
    const session = await openDoor(deps, VENDOR, row)
    const who = await readWho(session)
    const day = addDays(localDateOf(deps.now().getTime() / 1000, deps.config.RC_TIME_ZONE), -1)
    const lines: ProbeLine[] = []
    for (const dataset of vendorDefinitions[VENDOR].doors.find((each) => each.door === door)?.capabilities ?? []) {
      signal.throwIfAborted()
      const path = pathOf(dataset, door, { from: day, to: day }, who)
      if (path === null) continue
      const answer = await session.raw(path).catch((error: unknown) => {
        if (error instanceof AppError) return null
        throw error
      })
      lines.push({
        dataset,
        path: path
          .replaceAll(encodeURIComponent(who.displayName), '{displayName}')
          .replaceAll(String(who.profileId), '{profileId}'),
        status: answer?.status ?? 0,
        ms: Math.round(answer?.ms ?? 0),
        shape: answer ? shapeOf(jsonOf(answer), answer.bytes.length) : 'no answer',
        rateLimitHeaders: answer
          ? [...answer.headers.keys()].filter((name) => /rate-?limit|retry-after/i.test(name))
          : [],
      })
    }
    return deps.database.asUser(userId, async (tenant) => {
      await updateConnection(tenant, VENDOR, door, { probe: lines, probedAt: deps.now() })
      await notifyUser(tenant, { type: 'connection', vendor: VENDOR })
      return finishJob(tenant, job)
    })
  })
  return ended ?? deps.database.asUser(userId, (tenant) => putBack(tenant, job, BUSY_S))
}

const LONGEST_SHAPE = 600

/** Names and types of the top level; of a list those of its first row. */
function shapeOf(body: unknown, bytes: number): string {
  if (bytes === 0) return 'empty'
  if (body === undefined) return 'no JSON'
  if (Array.isArray(body)) return body.length === 0 ? '[]' : `[${shapeOf(body[0], bytes)}]`
  if (typeof body !== 'object' || body === null) return body === null ? 'null' : typeof body
  const fields = Object.entries(body).map(([name, value]) => `${/^\d+$/.test(name) ? '#' : name}: ${kindOf(value)}`)
  return `{${fields.join(', ')}}`.slice(0, LONGEST_SHAPE)
}
const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)
