import { createHash } from 'node:crypto'
import {
  beginIntent,
  deleteDelivered,
  endIntent,
  listDelivered,
  listIntents,
  putDelivered,
  type Delivered,
  type DeliveredRow,
  type DeliveryRow,
  type IntentRow,
} from '@rc/db/queries/deliveries'
import { addDays, AppError, type LocalDate } from '@rc/domain'
import { garminMark, sendable, toGarmin, type Finding, type GarminWorkout, type Plan, type Workout } from '@rc/planning'
import {
  deleteSchedule,
  deleteWorkout,
  placeWorkout,
  readSchedule,
  readWorkoutId,
  replaceWorkout,
  sendWorkout,
  workoutOutline,
  workoutPath,
  type WorkoutRow,
} from '@rc/vendors'
import type { DoorSession } from '../connections/door-session.ts'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { judge, readStanding } from '../plans/read-plan.ts'
import { notifyUser } from '../work/notify-user.ts'
import { decideWorkout, type Action, type Wanted } from './decide-workout.ts'
import { daysToLookAt, lookAtWatch, nameOf, type Seen } from './look-at-watch.ts'

/** So many days ahead a watch is kept in step. */
export const windowDays = 14

export interface Round {
  deps: Pick<Deps, 'database' | 'now'>
  userId: number
  session: DoorSession
  deliveries: DeliveryRow[]
  signal: AbortSignal
}

type WantedFile = Wanted & { file: GarminWorkout }

/** A plan with what of it is to stand at the vendor. */
interface Desired {
  plan: Plan
  wanted: Map<string, WantedFile>
  rows: DeliveredRow[]
  intents: IntentRow[]
}

/** One look and everything that follows from it. Returns how many calls changed something. */
export async function lookAndAct(round: Round): Promise<number> {
  const { deps, userId, session, deliveries, signal } = round
  const { today, desired } = await deps.database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    const desired: Desired[] = []
    for (const delivery of deliveries) {
      const standing = await readStanding(tenant, delivery.planId)
      const { approved, row } = standing
      // Only exactly what was approved, and only what the athlete has asked to be sent.
      const isWanted = delivery.isEnabled && row.state === 'approved' && approved?.hash === delivery.hash
      const isOver = !delivery.isEnabled || row.state === 'archived'
      const plan = approved ?? standing.plan
      if (!isWanted && !isOver) continue
      const rows = await listDelivered(tenant, delivery.planId)
      const findings = isWanted ? (await judge(tenant, deps.now(), plan, standing)).findings : []
      const wanted = isWanted ? wantedOf(plan, today, rows, findings) : new Map<string, WantedFile>()
      desired.push({ plan, wanted, rows, intents: await listIntents(tenant, delivery.planId) })
    }
    return { today, desired }
  })
  if (desired.length === 0) return 0
  const present = desired.flatMap(({ rows }) =>
    rows.filter(({ localDate }) => localDate === null || localDate >= today),
  )
  const days = [...daysToLookAt(today), ...present.flatMap(({ localDate }) => (localDate ? [localDate] : []))]
  const seen = await lookAtWatch(session, days, present)
  let calls = 0
  for (const each of desired) {
    for (const key of keysOf(each, seen)) {
      signal.throwIfAborted()
      calls += await settle(round, each, key, seen, today)
    }
  }
  return calls
}

/** Everything of the next days, and what was sent before and has been put off since. */
function wantedOf(plan: Plan, today: LocalDate, rows: DeliveredRow[], findings: Finding[]): Desired['wanted'] {
  const last = addDays(today, windowDays - 1)
  const sent = new Set(rows.filter(({ vendorWorkoutId }) => vendorWorkoutId !== null).map(({ key }) => key))
  const due = sendable(plan).filter(({ key, date }) => date >= today && (date <= last || sent.has(key)))
  return new Map(
    due.map((workout) => {
      const { file } = toGarmin(workout, garminMark(plan, workout))
      return [
        workout.key,
        { date: workout.date, hash: hashOf(file), file, held: rulesAgainst(plan, workout, findings) },
      ]
    }),
  )
}

export const hashOf = (file: unknown): string => createHash('sha256').update(workoutOutline(file)).digest('hex')

/** The rules that stop this workout today: those that name it or its day, and those that name none. */
function rulesAgainst(plan: Plan, { key, date }: Workout, findings: Finding[]): string[] {
  const week = plan.weeks.find(({ start }) => date >= start && date <= addDays(start, 6))?.index
  const speaksOf = ({ at }: Finding) =>
    at.key !== undefined ? at.key === key : at.date !== undefined ? at.date === date : (at.week ?? week) === week
  return [...new Set(findings.filter((each) => each.severity === 'block' && speaksOf(each)).map(({ id }) => id))]
}

/** What is wanted, what was sent, and what a lost answer has left behind. */
function keysOf({ plan, wanted, rows }: Desired, { copies }: Seen): Set<string> {
  const marked = [...copies.keys()].flatMap((name) => (name.startsWith(`${plan.id} `) ? [name.slice(37)] : []))
  return new Set([...wanted.keys(), ...rows.map(({ key }) => key), ...marked])
}

async function settle(round: Round, desired: Desired, key: string, seen: Seen, today: LocalDate): Promise<number> {
  const { deps, userId, session } = round
  const { plan, rows } = desired
  const known = rows.find((row) => row.key === key) ?? null
  const wanted = desired.wanted.get(key) ?? null
  // What has passed stays where it is.
  if (!wanted && (dayOf(plan, key) ?? known?.localDate ?? today) < today) return 0
  const intents = desired.intents.filter((each) => each.key === key)
  const copies = seen.copies.get(nameOf(plan.id, key)) ?? []
  const ours = copies.find(({ id }) => id === known?.vendorWorkoutId) ?? copies[0]
  const actualHash = wanted && ours && mayDiffer(known, ours) ? hashOf(await session.ask(workoutPath(ours.id))) : null
  const { actions, outcome } = decideWorkout({ wanted, known, copies, placed: seen.placed, actualHash, intents })

  const done = { workoutId: outcome?.vendorWorkoutId ?? null, scheduleId: outcome?.vendorScheduleId ?? null }
  let refused: string | null = null
  for (const action of actions) {
    try {
      await perform(round, desired, key, action, done)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'invalid_input')) throw error
      refused = 'refused'
      break
    }
  }
  const isFresh = actions.some((action) => action.do === 'create' || action.do === 'update')
  const isOdd =
    isFresh &&
    !refused &&
    done.workoutId !== null &&
    hashOf(await session.ask(workoutPath(done.workoutId))) !== wanted?.hash
  const failure = refused ?? (isOdd ? 'read_back_differs' : null)
  // What failed is not made good by looking at it again.
  const isStillFailed = known?.state === 'failed' && actions.length === 0 && known.contentHash === wanted?.hash
  const row: Delivered | null = outcome && {
    planId: plan.id,
    key,
    ...outcome,
    ...(failure ? { state: 'failed' as const, reasons: [failure] } : {}),
    ...(isStillFailed ? { state: 'failed' as const, reasons: known.reasons } : {}),
    vendorWorkoutId: done.workoutId,
    vendorScheduleId: done.scheduleId,
    contentHash: isFresh || actualHash === wanted?.hash ? (wanted?.hash ?? null) : (known?.contentHash ?? null),
    // Our own change gets a stamp as well: it is learnt at the next look.
    vendorStamp: isFresh ? null : (ours?.stamp ?? null),
    verifiedAt: actions.length === 0 ? deps.now() : (known?.verifiedAt ?? null),
  }
  await deps.database.asUser(userId, async (tenant) => {
    for (const { id, state } of intents) if (state === 'begun') await endIntent(tenant, id, { state: 'done' })
    await (row ? putDelivered(tenant, row) : deleteDelivered(tenant, plan.id, key))
    if (actions.length > 0) await notifyUser(tenant, { type: 'sync', vendor: 'garmin' })
  })
  return refused ? 0 : actions.length
}

const dayOf = (plan: Plan, key: string): LocalDate | null =>
  plan.weeks.flatMap(({ workouts }) => workouts).find((workout) => workout.key === key)?.date ?? null

/** Whether somebody has touched it since we know it. */
const mayDiffer = (known: DeliveredRow | null, { stamp }: WorkoutRow): boolean =>
  known === null || known.contentHash === null || (known.vendorStamp !== null && known.vendorStamp !== stamp)

/** Makes one call, written down before; `done` takes the numbers the vendor gives. Throws `invalid_input` where it is refused. */
async function perform(
  { deps, userId, session }: Round,
  { plan, wanted }: Desired,
  key: string,
  action: Action,
  done: { workoutId: string | null; scheduleId: string | null },
): Promise<void> {
  const { database } = deps
  const want = wanted.get(key)
  const workoutId =
    action.do === 'schedule' ? (action.workoutId ?? done.workoutId) : 'workoutId' in action ? action.workoutId : null
  const id = await database.asUser(userId, (tenant) =>
    beginIntent(tenant, {
      planId: plan.id,
      key,
      action: action.do,
      planHash: plan.hash,
      contentHash: want?.hash ?? null,
      vendorWorkoutId: workoutId,
      vendorScheduleId: action.do === 'unschedule' ? action.scheduleId : null,
      localDate: action.do === 'schedule' ? action.date : null,
    }),
  )
  try {
    if (action.do === 'create') done.workoutId = readWorkoutId(await session.write(sendWorkout(want!.file)))
    else if (action.do === 'update') await session.write(replaceWorkout(action.workoutId, want!.file))
    else if (action.do === 'schedule')
      done.scheduleId = readSchedule(await session.write(placeWorkout(workoutId!, action.date))).scheduleId
    else
      await session
        .write(action.do === 'delete' ? deleteWorkout(action.workoutId) : deleteSchedule(action.scheduleId))
        .catch(goneAlready)
  } catch (error) {
    const isRefused = error instanceof AppError && ['invalid_input', 'forbidden', 'not_found'].includes(error.code)
    if (isRefused) await database.asUser(userId, (tenant) => endIntent(tenant, id, { state: 'refused' }))
    throw error
  }
  await database.asUser(userId, (tenant) =>
    endIntent(tenant, id, { state: 'done', vendorWorkoutId: done.workoutId, vendorScheduleId: done.scheduleId }),
  )
}

/** What is not there any more need not be removed. */
function goneAlready(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'not_found')) throw error
}
