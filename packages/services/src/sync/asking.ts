import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectionRow } from '@rc/db/queries/connections'
import { putDays } from '@rc/db/queries/sync-days'
import { putFailure } from '@rc/db/queries/sync-failures'
import type { ListedActivity } from '@rc/db/queries/vendor-activities'
import { addDays, AppError, daysBetween, type Dataset, type Door, type LocalDate, type Vendor } from '@rc/domain'
import { daysOf, detailPaths, pathOf, splitAnswer, type AnswerRow, type Who } from '@rc/vendors'
import { openDoor, type DoorSession } from '../connections/door-session.ts'
import { isOfVendor, isTroubleOfDoor, noteSuccess, noteTrouble } from '../connections/note-outcome.ts'
import { readWho } from '../connections/verify-door.ts'
import type { Deps } from '../deps.ts'
import { notifyUser } from '../work/notify-user.ts'
import { discoverHistory } from './discover-history.ts'
import { requireDiskRoom } from '../health/disk-room.ts'
import { fetchFile, makeDoWithSummary, storeFetched } from './fetch-file.ts'
import { BREAK_DAYS, guides, type Window } from './plan-windows.ts'
import { listActivityRows, storeActivityList } from './store-activities.ts'
import { saysNothing, storeDays, subjectOf, type Answered } from './store-days.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'now' | 'log' | 'queue' | 'rawStore' | 'readDisk'>

/** One run of questions for one athlete, through whichever doors are open. */
export interface Asking {
  deps: Needs
  userId: number
  vendor: Vendor
  rows: ConnectionRow[]
  timeZone: string
  sessions: Map<Door, { session: DoorSession; who: Who; generation: number }>
  /** What failed in this run, for another one. */
  skipped: Set<string>
  troubles: Map<Door, number>
  /** Nobody wore a watch on the days of a long question: what was planned about each of them may be in vain. */
  hasFoundBreak: boolean
  /** Answers that are still to be written, and since when. */
  answers: Answered[]
  sinceMs: number
  writing: Promise<void>
  notifiedMs: number
  succeededMs: number
}

export const createAsking = (deps: Needs, userId: number, vendor: Vendor): Asking => ({
  deps,
  userId,
  vendor,
  rows: [],
  timeZone: 'UTC',
  sessions: new Map(),
  skipped: new Set(),
  troubles: new Map(),
  hasFoundBreak: false,
  answers: [],
  sinceMs: 0,
  writing: Promise.resolve(),
  notifiedMs: -Infinity,
  succeededMs: -Infinity,
})

/** So often one question may fail before its days are called failed. */
const TRIES = 3
/** After so many questions in a row without an answer it is not the question. */
const TROUBLES_IN_A_ROW = 3
/** Answers that come within this time are written together. */
const TOGETHER_MS = 300
const TOGETHER = 24
const NOTE_MS = 5_000
const NOTIFY_MS = 1_000

async function through(asking: Asking, door: Door): Promise<{ session: DoorSession; who: Who }> {
  const row = asking.rows.find((each) => each.door === door)
  const known = asking.sessions.get(door)
  if (known && known.generation === row?.generation) return known
  if (!row) throw new AppError('vendor_auth_required', 'the door is closed', { details: { reason: 'closed' } })
  const session = await openDoor(asking.deps, asking.vendor, row)
  const who = door === 'connect' ? await readWho(session) : { displayName: '', profileId: 0 }
  const opened = { session, who, generation: row.generation }
  asking.sessions.set(door, opened)
  return opened
}

/** Asks one question; what comes is written soon. False when the plan does not hold any more. `queue` takes what has to be asked in parts. */
export async function askWindow(asking: Asking, window: Window, queue: Window[]): Promise<boolean> {
  return attempt(asking, window.door, {
    ask: async ({ session, who }) => {
      if (window.dataset === 'activities') {
        const rows = await listActivityRows(session, window)
        await asking.deps.database.asUser(asking.userId, (tenant) =>
          storeActivityList(tenant, asking.vendor, window, rows),
        )
        return
      }
      const path = pathOf(window.dataset, window.door, window, who)
      const answer = path === null ? null : await session.ask(path).catch(nothingThere)
      const body = await withDetails(session, window.dataset, answer)
      const rows = splitAnswer(window.dataset, body, window)
      if (rows === null)
        throw new AppError('vendor_contract_changed', 'the answer has another shape', {
          details: { reason: 'list_missing' },
        })
      asking.hasFoundBreak ||= isBreak(asking, window, rows)
      await writeSoon(asking, { window: { ...window, dataset: window.dataset }, rows })
    },
    failed: async (error) => {
      const length = daysBetween(window.from, window.to) + 1
      if (error.code === 'invalid_input' && length > 1) {
        const middle = addDays(window.to, -Math.floor(length / 2))
        queue.unshift({ ...window, from: addDays(middle, 1) }, { ...window, to: middle })
        return
      }
      const { database } = asking.deps
      await database.asUser(asking.userId, async (tenant) => {
        const attempts = await putFailure(tenant, asking.vendor, {
          dataset: window.dataset,
          subject: subjectOf(window),
          days: window,
          door: window.door,
          ...wordsOf(error),
        })
        if (error.code === 'vendor_unavailable' && attempts < TRIES) return
        const days = daysOf(window).map((date) => ({ date, state: 'failed' as const, items: 0 }))
        await putDays(tenant, asking.vendor, window.dataset, window.door, days)
      })
      asking.skipped.add(`${window.dataset} ${window.from} ${window.to}`)
    },
  })
}

/** The answer, with those to which it leads beside it. */
async function withDetails(session: DoorSession, dataset: Dataset, answer: unknown): Promise<unknown> {
  const paths = Object.entries(detailPaths(dataset, answer))
  if (paths.length === 0) return answer
  const details: Record<string, unknown> = {}
  for (const [name, path] of paths) details[name] = await session.ask(path).catch(nothingThere)
  return { answer, details }
}

/** Whether the answer to a long question shows a break, or days at its edge that may belong to one. */
function isBreak({ timeZone }: Asking, window: Window, rows: AnswerRow[]): boolean {
  const { dataset, from, to } = window
  if (!guides.includes(dataset) || daysBetween(from, to) + 1 < BREAK_DAYS) return false
  const worn = rows.flatMap(({ date, payload }) => (saysNothing(dataset, payload, date, timeZone) ? [] : [date])).sort()
  const [first, last] = [worn[0], worn.at(-1)]
  if (first !== from || last !== to) return true
  return worn.some((date, i) => i > 0 && daysBetween(worn[i - 1]!, date) > BREAK_DAYS)
}

/** Fetches one original file. False when the plan does not hold any more. */
export async function askFile(asking: Asking, activity: ListedActivity, door: Door): Promise<boolean> {
  const { deps, userId, vendor } = asking
  return attempt(asking, door, {
    ask: async ({ session }) => {
      await requireDiskRoom(deps)
      const bytes = await fetchFile(session, activity.vendorActivityId)
      await writeMeanwhile(asking, () => storeFetched(deps, userId, vendor, door, activity, bytes))
    },
    failed: async (error) => {
      asking.skipped.add(activity.vendorActivityId)
      const attempts = await deps.database.asUser(userId, (tenant) =>
        putFailure(tenant, vendor, {
          dataset: 'activities',
          subject: activity.vendorActivityId,
          days: null,
          door,
          ...wordsOf(error),
        }),
      )
      if (error.code !== 'vendor_unavailable' || attempts >= TRIES)
        await makeDoWithSummary(deps, userId, vendor, activity, 'failed')
    },
  })
}

/** The first day of the athlete's history; null when it could not be found now. */
export async function askHistory(asking: Asking, door: Door, today: LocalDate): Promise<LocalDate | null> {
  let first: LocalDate | null = null
  await attempt(asking, door, {
    ask: async ({ session, who }) => {
      first = await discoverHistory(session, who, today, asking.timeZone)
    },
    failed: async (error) => {
      const row = asking.rows.find((each) => each.door === door)
      if (row) await noteTrouble(asking.deps, asking.vendor, row, error)
    },
  })
  return first
}

interface Question {
  ask: (opened: { session: DoorSession; who: Who }) => Promise<void>
  failed: (error: AppError) => Promise<void>
}

/** Asks, and again a little later where that may help. False when the door rests from now on. */
async function attempt(asking: Asking, door: Door, { ask, failed }: Question): Promise<boolean> {
  const { deps } = asking
  const row = asking.rows.find((each) => each.door === door)
  if (!row) return false
  for (let tries = 1; ; tries++) {
    try {
      await ask(await through(asking, door))
      asking.troubles.set(door, 0)
      if (row.lastErrorCode !== null || row.pausedUntil !== null || performance.now() - asking.succeededMs > NOTE_MS) {
        asking.succeededMs = performance.now()
        await noteSuccess(deps, row)
      }
      return true
    } catch (error) {
      if (!isOfVendor(error)) throw error
      if (isTroubleOfDoor(error)) return rest(asking, row, error)
      if (error.code === 'conflict') {
        // The athlete has given another key: it is opened with the next question.
        asking.sessions.delete(door)
        return false
      }
      if (error.code === 'vendor_unavailable' && tries < TRIES) {
        const baseMs = Math.max(20, 3 * deps.config.RC_GARMIN_PACE_MS)
        await sleep(baseMs * 2 ** tries * (0.5 + Math.random()))
        continue
      }
      await failed(error)
      if (error.code !== 'vendor_unavailable') return true
      const troubles = (asking.troubles.get(door) ?? 0) + 1
      asking.troubles.set(door, troubles)
      return troubles < TROUBLES_IN_A_ROW ? true : rest(asking, row, error)
    }
  }
}

async function rest(asking: Asking, row: ConnectionRow, error: AppError): Promise<false> {
  asking.sessions.delete(row.door)
  asking.troubles.set(row.door, 0)
  await flush(asking)
  await noteTrouble(asking.deps, asking.vendor, row, error)
  return false
}

/** A path that is not there has nothing. */
function nothingThere(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}

const wordsOf = (error: AppError) => ({
  errorCode: error.code,
  reason: typeof error.details['reason'] === 'string' ? error.details['reason'] : '',
})

/** Answers that come close together are written together. */
async function writeSoon(asking: Asking, answer: Answered): Promise<void> {
  if (asking.answers.length === 0) asking.sinceMs = performance.now()
  asking.answers.push(answer)
  if (asking.answers.length < TOGETHER && performance.now() - asking.sinceMs < TOGETHER_MS) return
  await writeMeanwhile(asking, () => write(asking))
}

/** One after the other, while the next question is under way; a failure is told to whoever waits next. */
async function writeMeanwhile(asking: Asking, work: () => Promise<void>): Promise<void> {
  await asking.writing
  asking.writing = work()
  asking.writing.catch(() => {})
}

/** Writes what is left. */
export async function flush(asking: Asking): Promise<void> {
  await asking.writing
  await write(asking)
}

async function write(asking: Asking): Promise<void> {
  const { deps, userId, vendor, timeZone } = asking
  const answers = asking.answers.splice(0)
  if (answers.length === 0) return
  const isNews = performance.now() - asking.notifiedMs > NOTIFY_MS
  await deps.database.asUser(userId, async (tenant) => {
    await storeDays(tenant, vendor, answers, timeZone)
    if (isNews) await notifyUser(tenant, { type: 'sync', vendor })
  })
  if (isNews) asking.notifiedMs = performance.now()
}
