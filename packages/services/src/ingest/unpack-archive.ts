import { getItemBatch, insertItem, setItemState } from '@rc/db/queries/imports'
import { labelRawFile } from '@rc/db/queries/portable'
import { getRawFile, noteUnderstood, type Understanding } from '@rc/db/queries/raw'
import { AppError } from '@rc/domain'
import { limits, readArchive, sniffFormat } from '@rc/files'
import type { Deps } from '../deps.ts'
import {
  ATHLETE_ENTRY,
  MANIFEST_ENTRY,
  README_ENTRY,
  TABLES,
  type PortableAthlete,
} from '../export/portable-athlete.ts'
import { readPortable, takeAthlete } from '../export/take-athlete.ts'
import { DISK_PAUSE_S, isDiskNearlyFull } from '../health/disk-room.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { labelOf } from './add-file.ts'
import { keepFile } from './keep-file.ts'
import { readerVersion } from './reader-version.ts'

type Job = ClaimedJob<'import.archive.unpack'>
type Needs = Pick<Deps, 'database' | 'rawStore' | 'queue' | 'readDisk'>

/**
 * Every file of a stored archive becomes a file of the import, one after the other. Begun again, it finds what it did. An
 * export of ours also brings its person first, and after its files were read what was said of them.
 */
export async function unpackArchive(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database, rawStore } = deps
  const { rawFileId, itemId } = job.payload
  const begun = await database.asUser(job.userId, async (tenant) => {
    const batch = await getItemBatch(tenant, itemId)
    if (!batch) return { ended: await finishJob(tenant, job) }
    if (batch.state === 'paused') return { ended: await putBack(tenant, job, Infinity) }
    await setItemState(tenant, itemId, { state: 'working' })
    return { batchId: batch.batchId, archive: await getRawFile(tenant, rawFileId) }
  })
  if ('ended' in begun) return begun.ended

  const path = await rawStore.path(begun.archive.sha256)
  let labels: Labels | null = null
  const scratchDir = await rawStore.scratchDir()
  for await (const entry of readArchive(path, { scratchDir, ignore: (name) => name.startsWith(TABLES) })) {
    signal.throwIfAborted()
    if (await isDiskNearlyFull(deps)) return database.asUser(job.userId, (tenant) => putBack(tenant, job, DISK_PAUSE_S))
    if (labels && (entry.path === README_ENTRY || entry.path === MANIFEST_ENTRY)) continue
    const bytes = entry.refused === null ? await entry.open().catch(refusalOf) : entry.refused
    const athlete = entry.path === ATHLETE_ENTRY && typeof bytes !== 'string' ? readPortable(bytes) : null
    if (athlete) {
      await takeAthlete(deps, job.userId, athlete, signal)
      labels = new Map(athlete.files.map((file) => [file.sha256, file]))
    } else await keepEntry(deps, job, begun.batchId, labelOf(entry.path), bytes, labels)
  }

  return database.asUser(job.userId, async (tenant) => {
    const what: Understanding = { format: 'zip', kind: 'archive', title: null, flags: [], report: {} }
    await noteUnderstood(tenant, rawFileId, what, readerVersion)
    await setItemState(tenant, itemId, { state: 'done' })
    if (labels) await putJob(tenant, 'import.notes.apply', job.payload, String(itemId))
    await notifyUser(tenant, { type: 'import', batchId: begun.batchId })
    return finishJob(tenant, job)
  })
}

/** What the files of an export were called, by hash. */
type Labels = Map<string, PortableAthlete['files'][number]>

async function keepEntry(
  { database, rawStore, queue }: Needs,
  { userId, payload: { itemId } }: Job,
  batchId: number,
  name: string,
  content: Uint8Array | string,
  labels: Labels | null,
): Promise<void> {
  if (typeof content === 'string') {
    const nothing = { bytes: 0, rawFileId: null, state: 'failed', errorCode: 'file_unreadable' } as const
    await database.asUser(userId, (tenant) =>
      insertItem(tenant, { batchId, parentId: itemId, name, ...nothing, reasons: [content] }),
    )
    return
  }
  const stored = await rawStore.put([content], limits.fileBytes)
  const { job } = await database.asUser(userId, async (tenant) => {
    const batch = await getItemBatch(tenant, itemId)
    if (!batch || batch.state === 'undone') throw new AppError('conflict', 'this import was taken back')
    const format = sniffFormat(content)
    const label = labels?.get(stored.sha256)
    const called = label ? labelOf(label.name) : name
    const kept = await keepFile(tenant, {
      ...stored,
      batchId,
      batchState: batch.state,
      parentId: itemId,
      name: called,
      format,
    })
    if (label) await labelRawFile(tenant, batchId, { ...label, name: called })
    return kept
  })
  if (job) await queue.announce([job])
}

/** Why one file of an archive cannot be had; anything else is not about the file. */
function refusalOf(error: unknown): string {
  if (error instanceof AppError && error.code === 'file_unreadable') return error.message
  throw error
}
