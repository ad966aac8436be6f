import { getItemBatch, insertItem, setItemState } from '@rc/db/queries/imports'
import { getRawFile, noteUnderstood, type Understanding } from '@rc/db/queries/raw'
import { AppError } from '@rc/domain'
import { limits, readArchive, sniffFormat } from '@rc/files'
import type { Deps } from '../deps.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { labelOf } from './add-file.ts'
import { keepFile } from './keep-file.ts'
import { readerVersion } from './reader-version.ts'

type Job = ClaimedJob<'import.archive.unpack'>
type Needs = Pick<Deps, 'database' | 'rawStore' | 'queue'>

/** Every file of a stored archive becomes a file of the import, one after the other. Begun again, it finds what it did. */
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
  for await (const entry of readArchive(path, { scratchDir: await rawStore.scratchDir() })) {
    signal.throwIfAborted()
    const bytes = entry.refused === null ? await entry.open().catch(refusalOf) : entry.refused
    await keepEntry(deps, job, begun.batchId, labelOf(entry.path), bytes)
  }

  return database.asUser(job.userId, async (tenant) => {
    const what: Understanding = { format: 'zip', kind: 'archive', title: null, flags: [], report: {} }
    await noteUnderstood(tenant, rawFileId, what, readerVersion)
    await setItemState(tenant, itemId, { state: 'done' })
    await notifyUser(tenant, { type: 'import', batchId: begun.batchId })
    return finishJob(tenant, job)
  })
}

async function keepEntry(
  { database, rawStore, queue }: Needs,
  { userId, payload: { itemId } }: Job,
  batchId: number,
  name: string,
  content: Uint8Array | string,
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
    return keepFile(tenant, { ...stored, batchId, batchState: batch.state, parentId: itemId, name, format })
  })
  if (job) await queue.announce([job])
}

/** Why one file of an archive cannot be had; anything else is not about the file. */
function refusalOf(error: unknown): string {
  if (error instanceof AppError && error.code === 'file_unreadable') return error.message
  throw error
}
