import { isDeepStrictEqual } from 'node:util'
import type { Tenant } from '@rc/db'
import { getItemBatch, setItemState } from '@rc/db/queries/imports'
import { getReadingContext, lockRawFile, noteUnreadable, type ReadingContext } from '@rc/db/queries/raw'
import { AppError, type ErrorCode } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { DISK_PAUSE_S, isDiskNearlyFull } from '../health/disk-room.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { noteDamage } from '../sync/note-damage.ts'
import { notifyUser } from '../work/notify-user.ts'
import type { FileReader } from './file-reader.ts'
import type { ReadFileTask } from './read-file-task.ts'
import { readerVersion } from './reader-version.ts'
import { storeFile } from './store-file.ts'

type Job = ClaimedJob<'import.file.read'>
type Needs = Pick<Deps, 'database' | 'rawStore' | 'log' | 'readDisk' | 'queue'> & { reader: FileReader }

/** One stored file from bytes to rows. Runs as often as it likes: the rows of a file are replaced as a whole. */
export async function readRawFile(deps: Needs, job: Job): Promise<JobEnded> {
  const { database, rawStore, reader, queue } = deps
  const { rawFileId, itemId } = job.payload
  const isFull = await isDiskNearlyFull(deps)
  const begun = await database.asUser(job.userId, async (tenant) => {
    if (isFull) return { ended: await putBack(tenant, job, DISK_PAUSE_S) }
    const [batch, context] = await Promise.all([
      itemId === null ? null : getItemBatch(tenant, itemId),
      getReadingContext(tenant, rawFileId),
    ])
    if (batch?.state === 'paused') return { ended: await putBack(tenant, job, Infinity) }
    if (!context) return { ended: await finishJob(tenant, job) }
    if (itemId !== null) await setItemState(tenant, itemId, { state: 'working' })
    return { context, batch }
  })
  if ('ended' in begun) return begun.ended

  const { context, batch } = begun
  const read = await reader.read(await readingTask(rawStore, job.userId, context))
  if (!read.ok) throw new AppError('file_unreadable', read.missing.join(', '), { details: { reasons: read.missing } })

  const { ended, next } = await database.asUser(job.userId, async (tenant) => {
    const [isThere, present] = await Promise.all([lockRawFile(tenant, rawFileId), getReadingContext(tenant, rawFileId)])
    if (!isThere) return { ended: await finishJob(tenant, job), next: null }
    // What the athlete decided while the file was being read counts: then it is read again.
    if (!isDeepStrictEqual(present, context)) return { ended: await putBack(tenant, job, 0), next: null }
    const { activityCount, next } = await storeFile(tenant, rawFileId, read.value, context.known)
    const [ended] = await Promise.all([
      finishJob(tenant, job),
      itemId === null ? null : setItemState(tenant, itemId, { state: 'done', activityCount }),
      batch ? notifyUser(tenant, { type: 'import', batchId: batch.batchId }) : null,
    ])
    return { ended, next }
  })
  if (next) await queue.announce([next])
  return ended
}

/** What a thread has to know to read the file: its bytes, and those of the files that it was joined with. */
export async function readingTask(
  rawStore: Deps['rawStore'],
  userId: number,
  context: ReadingContext,
): Promise<ReadFileTask> {
  const { sha256, name, excludedRecordings } = context.file
  return {
    path: await rawStore.path(sha256),
    name,
    userId,
    athlete: context,
    known: context.known,
    excludedRecordings,
    edits: context.edits,
    others: await Promise.all(
      context.others.map(async (other) => ({ ...other, path: await rawStore.path(other.sha256) })),
    ),
  }
}

/** A file nobody can read is a fact about the file, and is shown as one. */
export async function noteFailedRead(
  tenant: Tenant,
  { payload }: Pick<Job, 'payload'>,
  { code, reasons }: { code: ErrorCode; reasons: string[] },
): Promise<void> {
  await noteUnreadable(tenant, payload.rawFileId, reasons, readerVersion)
  await noteDamage(tenant, payload.rawFileId)
  if (payload.itemId === null) return
  await setItemState(tenant, payload.itemId, { state: 'failed', errorCode: code, reasons })
  const batch = await getItemBatch(tenant, payload.itemId)
  if (batch) await notifyUser(tenant, { type: 'import', batchId: batch.batchId })
}
