import { isDeepStrictEqual } from 'node:util'
import { countDifferences, digestRows } from '@rc/db/queries/digest'
import { saveJobProgress } from '@rc/db/queries/jobs'
import { listCurrentEvents } from '@rc/db/queries/raw-events'
import {
  getAthleteContext,
  getReadingContext,
  listReadableRawFileIds,
  lockRawFile,
  noteUnreadable,
  type ReadingContext,
} from '@rc/db/queries/raw'
import type { Outcome } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { restoreEvent } from '../sync/restore-event.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import type { FileReader } from './file-reader.ts'
import type { NormalisedFile } from './read-file-task.ts'
import { readingTask } from './read-raw-file.ts'
import { readerVersion } from './reader-version.ts'
import { storeFile } from './store-file.ts'

type Job = ClaimedJob<'own.raw.reparse'>
type Needs = Pick<Deps, 'database' | 'rawStore' | 'log'> & { reader: FileReader }

/** What a reparse has found so far; stands in `sync_jobs.progress`. */
export interface ReparseProgress {
  afterId: number
  files: number
  afterEventId: number
  events: number
  unreadable: number
  /** Rows that are now others than before: none, when nothing in the code has changed. */
  differences: number
}

const FILES_AT_ONCE = 50

/**
 * Makes every normalised and derived row again from the raw files and from what vendors have answered, and counts what
 * came out differently. A file, or some answers, are one transaction together with the progress, so that an interrupted
 * run goes on where it was.
 */
export async function reparse(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database, log } = deps
  let progress: ReparseProgress = {
    afterId: 0,
    files: 0,
    afterEventId: 0,
    events: 0,
    unreadable: 0,
    differences: 0,
    ...job.progress,
  }
  for (;;) {
    const ids = await database.asUser(job.userId, (tenant) =>
      listReadableRawFileIds(tenant, progress.afterId, FILES_AT_ONCE),
    )
    if (ids.length === 0) break
    // While one file is being written, the next one is read.
    let ahead = readOne(deps, job.userId, ids[0]!)
    for (const [i, id] of ids.entries()) {
      signal.throwIfAborted()
      const current = await ahead
      const next = ids[i + 1]
      if (next !== undefined) ahead = readOne(deps, job.userId, next)
      progress = await storeOne(deps, job, progress, id, current)
    }
  }
  for (let before = -1; before < progress.afterEventId;) {
    signal.throwIfAborted()
    before = progress.afterEventId
    progress = await restoreSomeEvents(deps, job, progress)
  }
  log.info({ userId: job.userId, ...progress }, 'everything raw was read again')
  return database.asUser(job.userId, async (tenant) => {
    await notifyUser(tenant, { type: 'job', jobId: job.id })
    return finishJob(tenant, job)
  })
}

type Reading = { context: ReadingContext; read: Outcome<NormalisedFile> } | null

async function readOne({ database, rawStore, reader }: Needs, userId: number, rawFileId: number): Promise<Reading> {
  const context = await database.asUser(userId, (tenant) => getReadingContext(tenant, rawFileId))
  if (!context) return null
  return { context, read: await reader.read(await readingTask(rawStore, userId, context)) }
}

async function storeOne(
  deps: Needs,
  job: Job,
  before: ReparseProgress,
  id: number,
  reading: Reading,
): Promise<ReparseProgress> {
  const stored = await deps.database.asUser(job.userId, async (tenant) => {
    const progress = { ...before, afterId: id }
    if (reading && (await lockRawFile(tenant, id))) {
      const { context, read } = reading
      if (!isDeepStrictEqual(await getReadingContext(tenant, id), context)) return null
      progress.files++
      const rows = await digestRows(tenant, { rawFileId: id })
      if (read.ok) {
        await storeFile(tenant, id, read.value, context.known)
        progress.differences += countDifferences(rows, await digestRows(tenant, { rawFileId: id }))
      } else {
        await noteUnreadable(tenant, id, read.missing, readerVersion)
        progress.unreadable++
        // The rows of a file that can no longer be read stay, and are told.
        progress.differences += rows.size
      }
    }
    await saveJobProgress(tenant, job, progress)
    return progress
  })
  return stored ?? storeOne(deps, job, before, id, await readOne(deps, job.userId, id))
}

const EVENTS_AT_ONCE = 100

/** The next answers that hold, made into rows again. */
async function restoreSomeEvents(deps: Needs, job: Job, before: ReparseProgress): Promise<ReparseProgress> {
  return deps.database.asUser(job.userId, async (tenant) => {
    const events = await listCurrentEvents(tenant, before.afterEventId, EVENTS_AT_ONCE)
    const last = events.at(-1)
    if (!last) return before
    const rawEventIds = events.map(({ id }) => id)
    const athlete = await getAthleteContext(tenant)
    const rows = await digestRows(tenant, { rawEventIds })
    for (const event of events) await restoreEvent(tenant, event, athlete)
    const progress = {
      ...before,
      afterEventId: last.id,
      events: before.events + events.length,
      differences: before.differences + countDifferences(rows, await digestRows(tenant, { rawEventIds })),
    }
    await saveJobProgress(tenant, job, progress)
    return progress
  })
}
