import { findConnection, type ConnectionRow } from '@rc/db/queries/connections'
import { forgetOldIntents, listDeliveries, updateDelivery, type DeliveryRow } from '@rc/db/queries/deliveries'
import { lockHeldJob, saveJobProgress } from '@rc/db/queries/jobs'
import { AppError, type Vendor } from '@rc/domain'
import { isOpen } from '../connections/choose-doors.ts'
import { openDoor } from '../connections/door-session.ts'
import { holdAccount } from '../connections/hold-account.ts'
import { isTroubleOfDoor, noteSuccess, noteTrouble } from '../connections/note-outcome.ts'
import type { Deps } from '../deps.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { lookAndAct } from './settle-workouts.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'now' | 'log'>
type Job = ClaimedJob<'garmin.workouts.push'>

const VENDOR: Vendor = 'garmin'
const BUSY_S = 2
/** Looks at most; the last one finds nothing to do any more. */
const LOOKS = 4
const LONGEST_S = 6 * 3600
const PATIENCE_H = 6

/**
 * Keeps the watch in step with what is approved: looks at what stands there, does what is missing, and looks again until
 * nothing is. Each call is written down before it is made, so that whoever goes on after an interruption finds what became
 * of it at the vendor and sends nothing twice.
 */
export async function deliverWorkouts(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const ended = await holdAccount(deps, job.userId, VENDOR, () => run(deps, job, signal))
  return ended ?? deps.database.asUser(job.userId, (tenant) => putBack(tenant, job, BUSY_S))
}

async function run(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database, now, config } = deps
  const { userId } = job
  const [row, deliveries] = await database.asUser(userId, async (tenant) => [
    await findConnection(tenant, VENDOR, 'connect'),
    (await listDeliveries(tenant)).filter(({ vendor }) => vendor === VENDOR),
  ])
  if (!row || !isOpen(row)) return finish(deps, job, deliveries, { code: 'vendor_auth_required', reason: 'no_door' })
  if (row.pausedUntil && row.pausedUntil > now())
    return database.asUser(userId, (tenant) =>
      putBack(tenant, job, Math.max(1, (row.pausedUntil!.getTime() - now().getTime()) / 1000)),
    )
  try {
    const session = await openDoor(deps, VENDOR, row)
    for (let look = 1; ; look++) {
      signal.throwIfAborted()
      const calls = await lookAndAct({ deps, userId, session, deliveries, signal })
      if (calls === 0) break
      if (look === LOOKS)
        throw new AppError('vendor_unavailable', 'the vendor does not keep what it is sent', {
          details: { reason: 'not_kept' },
        })
    }
    await noteSuccess(deps, row)
    return await finish(deps, job, deliveries, null)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable' || signal.aborted) throw error
    return rest(deps, job, row, deliveries, error, config.RC_GARMIN_PAUSE_S)
  }
}

/** Later again, as late as the vendor asks; what only the athlete can put right waits for them. */
async function rest(
  deps: Needs,
  job: Job,
  row: ConnectionRow,
  deliveries: DeliveryRow[],
  error: AppError,
  pauseS: number,
): Promise<JobEnded> {
  const reason = typeof error.details['reason'] === 'string' ? error.details['reason'] : null
  deps.log.warn({ userId: job.userId, code: error.code, reason }, 'workouts wait')
  if (error.code === 'forbidden') return finish(deps, job, deliveries, { code: error.code, reason })
  const tries = Number(job.progress['tries'] ?? 0) + 1
  const delayS = isTroubleOfDoor(error)
    ? await noteTrouble(deps, VENDOR, row, error)
    : error.code === 'conflict' || error.code === 'not_found'
      ? 1
      : Math.min(LONGEST_S, pauseS * 2 ** Math.min(20, tries - 1))
  return deps.database.asUser(job.userId, async (tenant) => {
    for (const { planId } of deliveries)
      await updateDelivery(tenant, planId, { lastErrorCode: error.code, lastErrorReason: reason })
    await saveJobProgress(tenant, job, { tries })
    await notifyUser(tenant, { type: 'sync', vendor: VENDOR })
    return putBack(tenant, job, delayS)
  })
}

async function finish(
  { database, now, config }: Needs,
  job: Job,
  deliveries: DeliveryRow[],
  failure: { code: string; reason: string | null } | null,
): Promise<JobEnded> {
  const minutes = failure ? PATIENCE_H * 60 : config.RC_GARMIN_POLL_MIN * (0.75 + 0.5 * Math.random())
  // A door that is opened is what it waits for.
  const nextRunAt = new Date(now().getTime() + (failure?.reason === 'no_door' ? 0 : 60_000 * minutes))
  return database.asUser(job.userId, async (tenant) => {
    await lockHeldJob(tenant, job)
    const present = await listDeliveries(tenant)
    const isNews = present.some(({ planId, hash, isEnabled }) => {
      const before = deliveries.find((each) => each.planId === planId)
      return before === undefined || before.hash !== hash || before.isEnabled !== isEnabled
    })
    for (const { planId } of deliveries)
      await updateDelivery(tenant, planId, {
        ...(isNews ? {} : { nextRunAt }),
        lastRunAt: now(),
        lastErrorCode: failure?.code ?? null,
        lastErrorReason: failure?.reason ?? null,
      })
    await forgetOldIntents(tenant)
    await notifyUser(tenant, { type: 'sync', vendor: VENDOR })
    return isNews ? putBack(tenant, job, 0) : finishJob(tenant, job)
  })
}
