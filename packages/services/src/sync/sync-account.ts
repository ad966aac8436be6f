import { listConnections, type ConnectionRow } from '@rc/db/queries/connections'
import { isAnyDue, lockHeldJob } from '@rc/db/queries/jobs'
import { getAthleteContext } from '@rc/db/queries/raw'
import { forgetFailedDays, listSpans, putDays } from '@rc/db/queries/sync-days'
import { extendHistory, readVendorAccount, updateVendorAccount } from '@rc/db/queries/vendor-accounts'
import { listWantedFiles, type ListedActivity } from '@rc/db/queries/vendor-activities'
import { addDays, localDateOf, type Dataset, type DayState, type Door, type LocalDate, type Vendor } from '@rc/domain'
import type { JobKind } from '@rc/jobs'
import { daysOf, vendorDefinitions } from '@rc/vendors'
import { chooseDoors, isOpen } from '../connections/choose-doors.ts'
import { holdAccount } from '../connections/hold-account.ts'
import type { Deps } from '../deps.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { askFile, askHistory, askWindow, createAsking, flush, type Asking } from './asking.ts'
import { findBreaks, planWindows, type Span, type Window } from './plan-windows.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'now' | 'log' | 'queue' | 'rawStore' | 'readDisk'>
type Job = ClaimedJob<'garmin.account.sync'>

const VENDOR: Vendor = 'garmin'
const definition = vendorDefinitions[VENDOR]
const BUSY_S = 2
const SHORT: JobKind[] = ['garmin.door.verify', 'garmin.door.probe', 'garmin.workouts.push']
/** What the vendor may still change its mind about: nights are revised, watches send late. */
const LATE_DAYS = 3
/** What athletes rename and delete there: a list of many days costs no more than one of few. */
const LISTED_DAYS = 28
/** So often a failure is tried again by itself. */
const LAST_TRY = 10
/** How long a plan is followed before somebody looks whether the athlete wants something else. */
const PLAN_MS = 5_000
const FILES = 100

/**
 * Everything there is to ask for one athlete, the newest first, until nothing is left, every door rests or the athlete says
 * stop. What is known of a day stands in the database together with the answer, so that whoever goes on after an
 * interruption asks the next question and none twice.
 */
export async function syncAccount(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const ended = await holdAccount(deps, job.userId, VENDOR, () => work(deps, job, signal))
  return ended ?? deps.database.asUser(job.userId, (tenant) => putBack(tenant, job, BUSY_S))
}

/** What there is to do, as the database says at this moment. */
interface Plan {
  paused: boolean
  /** A key is to be tried, or its paths, or workouts to be sent: short work that needs the same lock goes first. */
  isAwaited: boolean
  rows: ConnectionRow[]
  doorOf: Map<Dataset, Door>
  today: LocalDate
  timeZone: string
  historyFrom: LocalDate | null
  /** The last few days are to be looked at again, and what is only as it is now. */
  isDue: boolean
  syncedAt: Date | null
  asked: Map<Dataset, (Span & { state: DayState })[]>
  files: ListedActivity[]
}

async function readPlan({ database, now }: Needs, userId: number): Promise<Plan> {
  return database.asUser(userId, async (tenant) => {
    const account = await readVendorAccount(tenant, VENDOR)
    const rows = await listConnections(tenant, VENDOR)
    const { timeZone } = await getAthleteContext(tenant)
    const today = localDateOf(now().getTime() / 1000, timeZone)
    const spans = await listSpans(tenant, VENDOR, account.historyFrom ?? today, today)
    return {
      paused: account.paused,
      isAwaited: await isAnyDue(tenant, SHORT, BUSY_S),
      rows,
      doorOf: chooseDoors(rows.filter((row) => !isResting(row, now()))),
      today,
      timeZone,
      historyFrom: account.historyFrom,
      isDue: account.nextSyncAt <= now(),
      syncedAt: account.syncedAt,
      asked: Map.groupBy(spans, ({ dataset }) => dataset),
      files: await listWantedFiles(tenant, VENDOR, FILES),
    }
  })
}

const isResting = ({ pausedUntil }: ConnectionRow, now: Date): boolean => pausedUntil !== null && pausedUntil > now

async function work(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database, now } = deps
  const { userId } = job
  const asking = createAsking(deps, userId, VENDOR)
  for (;;) {
    signal.throwIfAborted()
    const plan = await readPlan(deps, userId)
    const open = plan.rows.filter(isOpen)
    asking.rows = plan.rows
    asking.timeZone = plan.timeZone
    if (plan.paused || open.length === 0) {
      const stopped = await stop(deps, job)
      if (stopped) return stopped
      continue
    }
    if (plan.isAwaited) return database.asUser(userId, (tenant) => putBack(tenant, job, BUSY_S))
    const wakes = open.flatMap((row) => (isResting(row, now()) ? [row.pausedUntil!.getTime()] : []))
    const waitForDoor = () =>
      database.asUser(userId, (tenant) =>
        putBack(tenant, job, Math.max(1, (Math.min(...wakes) - now().getTime()) / 1000)),
      )
    if (plan.doorOf.size === 0) return waitForDoor()
    if (plan.historyFrom === null) {
      const door = open.find((row) => !isResting(row, now()))?.door
      const first = door && (await askHistory(asking, door, plan.today))
      if (first) await database.asUser(userId, (tenant) => extendHistory(tenant, VENDOR, first))
      continue
    }
    const breaks = findBreaks(definition, plan.doorOf, plan.asked)
    if (breaks.length > 0) {
      await settleBreaks(deps, userId, breaks)
      continue
    }
    const todo = questionsOf(plan, plan.historyFrom).filter((window) => !asking.skipped.has(keyOf(window)))
    const files = plan.files.filter(({ vendorActivityId }) => !asking.skipped.has(vendorActivityId))
    if (todo.length > 0 || files.length > 0) {
      await follow(asking, todo, files, plan.doorOf.get('activities'), signal)
      continue
    }
    if (plan.isDue) {
      await lookAgain(asking, plan, signal)
      continue
    }
    // What failed in this run is tried again after a rest.
    if (asking.skipped.size > 0)
      return database.asUser(userId, (tenant) => putBack(tenant, job, Math.max(1, deps.config.RC_GARMIN_PAUSE_S)))
    if (wakes.length > 0) return waitForDoor()
    const ended = await end(deps, job)
    if (ended) return ended
  }
}

const keyOf = ({ dataset, from, to }: Window): string => `${dataset} ${from} ${to}`

/** Days on which nobody wore a watch are empty without a question. */
async function settleBreaks({ database }: Needs, userId: number, breaks: Window[]): Promise<void> {
  await database.asUser(userId, async (tenant) => {
    for (const { dataset, door, ...span } of breaks) {
      const days = daysOf(span).map((date) => ({ date, state: 'empty' as const, items: 0 }))
      await putDays(tenant, VENDOR, dataset, door, days)
    }
  })
}

/** Nobody has asked about these days. */
const questionsOf = ({ doorOf, asked, today }: Plan, from: LocalDate): Window[] =>
  planWindows(definition, doorOf, asked, { from, to: today })

/** Asks in turn, the newest days first, files and days as they come, for a while. */
async function follow(
  asking: Asking,
  windows: Window[],
  files: ListedActivity[],
  filesDoor: Door | undefined,
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + PLAN_MS
  asking.hasFoundBreak = false
  const queue = [...windows]
  const wanted = filesDoor === undefined ? [] : [...files]
  while ((queue.length > 0 || wanted.length > 0) && performance.now() < until && !signal.aborted) {
    const [window, file] = [queue[0], wanted[0]]
    const isFilesTurn = file !== undefined && (window === undefined || file.localDate >= window.to)
    const goesOn = isFilesTurn
      ? await askFile(asking, wanted.shift()!, filesDoor!)
      : await askWindow(asking, queue.shift()!, queue)
    // A door has closed, days turn out to need no question, or the list of files has grown.
    if (!goesOn || asking.hasFoundBreak || (!isFilesTurn && window?.dataset === 'activities')) break
  }
  await flush(asking)
  signal.throwIfAborted()
}

/** The last few days once more, from the last look on, and what has no days; then all is as new as it can be. */
async function lookAgain(asking: Asking, plan: Plan, signal: AbortSignal): Promise<void> {
  const { database, now, config } = asking.deps
  const { userId } = asking
  const lastDay = plan.syncedAt ? localDateOf(plan.syncedAt.getTime() / 1000, plan.timeZone) : plan.today
  const since = (days: number): LocalDate => {
    const from = addDays(lastDay < plan.today ? lastDay : plan.today, 1 - days)
    return plan.historyFrom !== null && from < plan.historyFrom ? plan.historyFrom : from
  }
  const recent = [...plan.doorOf].flatMap(([dataset, door]) => {
    const from = since(dataset === 'activities' ? LISTED_DAYS : LATE_DAYS)
    return planWindows(definition, new Map([[dataset, door]]), new Map(), { from, to: plan.today })
  })
  const snapshots = [...plan.doorOf].flatMap(([dataset, door]): Window[] =>
    definition.datasets[dataset]?.kind === 'snapshot' ? [{ dataset, door, from: plan.today, to: plan.today }] : [],
  )
  const queue = [...(plan.syncedAt === null ? [] : recent), ...snapshots]
  while (queue.length > 0) {
    signal.throwIfAborted()
    if (!(await askWindow(asking, queue.shift()!, queue))) {
      await flush(asking)
      return
    }
  }
  await flush(asking)
  const nextMs = config.RC_GARMIN_POLL_MIN * 60_000 * (0.75 + 0.5 * Math.random())
  await database.asUser(userId, async (tenant) => {
    await updateVendorAccount(tenant, VENDOR, { syncedAt: now(), nextSyncAt: new Date(now().getTime() + nextMs) })
    await forgetFailedDays(tenant, VENDOR, LAST_TRY)
    await notifyUser(tenant, { type: 'sync', vendor: VENDOR })
  })
}

/** Paused, or without a door; unless somebody has changed that just now. */
async function stop({ database }: Needs, job: Job): Promise<JobEnded | null> {
  return database.asUser(job.userId, async (tenant) => {
    await lockHeldJob(tenant, job)
    const { paused } = await readVendorAccount(tenant, VENDOR)
    const isStopped = paused || !(await listConnections(tenant, VENDOR)).some(isOpen)
    return isStopped ? finishJob(tenant, job) : null
  })
}

/** Done, unless somebody has asked for something meanwhile. */
async function end(deps: Needs, job: Job): Promise<JobEnded | null> {
  return deps.database.asUser(job.userId, async (tenant) => {
    await lockHeldJob(tenant, job)
    const account = await readVendorAccount(tenant, VENDOR)
    if (account.nextSyncAt <= deps.now()) return null
    const rows = await listConnections(tenant, VENDOR)
    const { timeZone } = await getAthleteContext(tenant)
    const today = localDateOf(deps.now().getTime() / 1000, timeZone)
    const from = account.historyFrom ?? today
    const asked = Map.groupBy(await listSpans(tenant, VENDOR, from, today), ({ dataset }) => dataset)
    if (planWindows(definition, chooseDoors(rows), asked, { from, to: today }).length > 0) return null
    if ((await listWantedFiles(tenant, VENDOR, 1)).length > 0) return null
    await notifyUser(tenant, { type: 'sync', vendor: VENDOR })
    return finishJob(tenant, job)
  })
}
