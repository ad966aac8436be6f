import type { Tenant } from '@rc/db'
import { findConnection } from '@rc/db/queries/connections'
import { listDelivered, putDelivered, putDelivery, readDelivery, type DeliveredRow } from '@rc/db/queries/deliveries'
import { readUnfinished } from '@rc/db/queries/jobs'
import { addDays, AppError } from '@rc/domain'
import { garminFidelity, sendable, workoutsOf } from '@rc/planning'
import { isOpen } from '../connections/choose-doors.ts'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { readStanding } from '../plans/read-plan.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { endDelivery } from './follow-approval.ts'
import { windowDays } from './settle-workouts.ts'

type Needs = Pick<Deps, 'database' | 'queue' | 'now'>

/** Sends the next days of exactly the approved revision with this hash, and keeps the watch in step from then on. Throws `conflict` for any other. */
export const sendPlan = (deps: Needs, userId: number, planId: string, hash: string) =>
  press(deps, userId, planId, async (tenant) => {
    const { row, approved } = await readStanding(tenant, planId)
    if (row.state !== 'approved' || approved?.hash !== hash)
      throw new AppError('conflict', 'only what is approved is sent', { details: { reasons: ['not_approved'] } })
    await putDelivery(tenant, { planId, vendor: 'garmin', isEnabled: true, hash })
    return [await putJob(tenant, 'garmin.workouts.push', {}, 'garmin')]
  })

/** Takes everything of the plan off the watch. */
export const stopSending = (deps: Needs, userId: number, planId: string) =>
  press(deps, userId, planId, (tenant) => endDelivery(tenant, planId))

/** The athlete wants it on the watch as the plan has it, whatever happened to it there. */
export const restoreWorkout = (deps: Needs, userId: number, { id, key }: { id: string; key: string }) =>
  press(deps, userId, id, async (tenant) => {
    const row = (await listDelivered(tenant, id)).find((each) => each.key === key)
    const delivery = await readDelivery(tenant, id)
    if (!row || !delivery?.isEnabled) throw new AppError('not_found', 'nothing of it was sent')
    await putDelivered(tenant, restored(row))
    await putDelivery(tenant, delivery)
    return [await putJob(tenant, 'garmin.workouts.push', {}, 'garmin')]
  })

/** The row as if it had been us: what the plan wants is then another thing, and is sent. */
function restored({ userId: _u, createdAt: _c, updatedAt: _t, ...row }: DeliveredRow) {
  const sent = { ...row, state: 'sent' as const, reasons: [], outsideDate: null }
  switch (row.state) {
    case 'moved_outside':
      return { ...sent, localDate: row.outsideDate }
    case 'deleted_outside':
      return { ...sent, vendorWorkoutId: null, vendorScheduleId: null, localDate: null, contentHash: null }
    case 'changed_outside':
    case 'failed':
    case 'held':
    case 'sent':
      return { ...sent, contentHash: null }
  }
}

async function press(
  deps: Needs,
  userId: number,
  planId: string,
  act: (tenant: Tenant) => Promise<Awaited<ReturnType<typeof putJob>>[]>,
) {
  const [view, jobs] = await deps.database.asUser(userId, async (tenant) => {
    const jobs = await act(tenant)
    await notifyUser(tenant, { type: 'plan', planId })
    return [await present(tenant, deps.now(), planId), jobs] as const
  })
  await deps.queue.announce(jobs)
  return view
}

/** What stands on the watch, and what of it the watch will not hold; before anything is sent, what would be. */
export const getDelivery = ({ database, now }: Pick<Deps, 'database' | 'now'>, userId: number, planId: string) =>
  database.asUser(userId, (tenant) => present(tenant, now(), planId))

async function present(tenant: Tenant, now: Date, planId: string) {
  const { plan, approved } = await readStanding(tenant, planId)
  const { today } = await readToday(tenant, now)
  const last = addDays(today, windowDays - 1)
  const [delivery, door, rows, job] = [
    await readDelivery(tenant, planId),
    await findConnection(tenant, 'garmin', 'connect'),
    await listDelivered(tenant, planId),
    await readUnfinished(tenant, 'garmin.workouts.push'),
  ]
  const shown = approved ?? plan
  const may = new Set(sendable(shown).map(({ key }) => key))
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const due = workoutsOf(shown).filter(
    ({ key, date, type }) => type !== 'rest' && date >= today && (date <= last || byKey.has(key)),
  )
  return {
    /** Whether the door to the watch is open. */
    door: door === null ? ('closed' as const) : isOpen(door) ? ('open' as const) : ('waiting' as const),
    isEnabled: delivery?.isEnabled ?? false,
    isWorking: job !== null,
    until: last,
    hash: approved?.hash ?? null,
    lastRunAt: delivery?.lastRunAt?.toISOString() ?? null,
    lastError: delivery?.lastErrorCode ? { code: delivery.lastErrorCode, reason: delivery.lastErrorReason } : null,
    workouts: due.map((workout) => {
      const row = byKey.get(workout.key)
      return {
        key: workout.key,
        localDate: workout.date,
        title: workout.title,
        ...(may.has(workout.key) ? garminFidelity(workout) : { fidelity: 'unsupported' as const, loss: [] }),
        state: row?.state ?? ('waiting' as const),
        outsideDate: row?.outsideDate ?? null,
        reasons: row?.reasons ?? [],
        verifiedAt: row?.verifiedAt?.toISOString() ?? null,
      }
    }),
  }
}
