import {
  deleteItems,
  getBatch,
  insertBatch,
  listBatches,
  listFilesOnlyOf,
  listItems,
  lockBatch,
  setBatchState,
} from '@rc/db/queries/imports'
import { cancelBatchJobs, parkBatchJobs } from '@rc/db/queries/jobs'
import { deleteEvents, listEventsOfBatch } from '@rc/db/queries/raw-events'
import type { Deps } from '../deps.ts'
import { dropSummaryActivities } from '../sync/summary-activity.ts'
import { readIdCursor } from '../work/id-cursor.ts'
import { notifyUser } from '../work/notify-user.ts'
import { announcements, putJob } from '../work/put-job.ts'
import { presentBatch, type ImportBatchView, type ImportItemState, type ImportItemView } from './import-view.ts'
import { refuseUndone } from './keep-file.ts'
import { removeBytes, removeRawFiles } from './remove-raw-files.ts'

type Needs = Pick<Deps, 'database' | 'queue' | 'rawStore' | 'log'>

export async function openImport(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  { source, name }: { source: 'upload' | 'folder'; name: string },
): Promise<ImportBatchView> {
  return database.asUser(userId, async (tenant) => {
    const id = await insertBatch(tenant, source, name)
    await notifyUser(tenant, { type: 'import', batchId: id })
    return presentBatch(await getBatch(tenant, id))
  })
}

/** Newest first. */
export async function listImports(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ batches: ImportBatchView[]; nextCursor: string | null }> {
  const beforeId = readIdCursor(page.cursor)
  const rows = await database.asUser(userId, (tenant) => listBatches(tenant, { beforeId, limit: page.limit + 1 }))
  const batches = rows.slice(0, page.limit).map(presentBatch)
  return { batches, nextCursor: rows.length > page.limit ? String(batches.at(-1)!.id) : null }
}

/** One import with its files, in the order in which they came. */
export async function getImport(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  id: number,
  page: { cursor?: string | undefined; limit: number; state?: ImportItemState | undefined },
): Promise<{ batch: ImportBatchView; items: ImportItemView[]; nextCursor: string | null }> {
  const afterId = readIdCursor(page.cursor)
  return database.asUser(userId, async (tenant) => {
    const batch = presentBatch(await getBatch(tenant, id))
    const rows = await listItems(tenant, { batchId: id, afterId, limit: page.limit + 1, state: page.state ?? null })
    const items = rows.slice(0, page.limit)
    return { batch, items, nextCursor: rows.length > page.limit ? String(items.at(-1)!.id) : null }
  })
}

/** What is being read is read to its end; the rest waits until `resumeImport`. */
export const pauseImport = (deps: Needs, userId: number, id: number) => setPaused(deps, userId, id, true)
export const resumeImport = (deps: Needs, userId: number, id: number) => setPaused(deps, userId, id, false)

async function setPaused(
  { database, queue }: Needs,
  userId: number,
  id: number,
  paused: boolean,
): Promise<ImportBatchView> {
  const { batch, jobs } = await database.asUser(userId, async (tenant) => {
    refuseUndone(await lockBatch(tenant, id))
    await setBatchState(tenant, id, paused ? 'paused' : 'running')
    const jobs = await parkBatchJobs(tenant, id, paused)
    await notifyUser(tenant, { type: 'import', batchId: id })
    return { batch: presentBatch(await getBatch(tenant, id)), jobs }
  })
  if (!paused) await queue.announce(announcements(jobs))
  return batch
}

/**
 * Takes an import back: everything it brought goes, down to the raw bytes; files that another import delivered as well
 * stay as that one's. A job stands by to finish it should this process end on the way.
 */
export async function undoImport(deps: Needs, userId: number, id: number): Promise<void> {
  const job = await deps.database.asUser(userId, async (tenant) => {
    await lockBatch(tenant, id)
    await setBatchState(tenant, id, 'undone')
    await cancelBatchJobs(tenant, id)
    return putJob(tenant, 'import.batch.undo', { batchId: id }, String(id))
  })
  await removeBatch(deps, userId, id)
  await deps.queue.announce([job])
}

const FILES_AT_ONCE = 20

/** The removal itself, in steps; may be interrupted and begun again. */
export async function removeBatch(
  deps: Pick<Deps, 'database' | 'rawStore'>,
  userId: number,
  batchId: number,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted()
    const hashes = await deps.database.asUser(userId, async (tenant) => {
      const files = await listFilesOnlyOf(tenant, batchId, FILES_AT_ONCE)
      if (files.length === 0) {
        const events = await listEventsOfBatch(tenant, batchId)
        await dropSummaryActivities(tenant, events)
        await deleteEvents(tenant, events)
        await deleteItems(tenant, batchId)
      }
      await notifyUser(tenant, { type: 'import', batchId })
      return removeRawFiles(tenant, files)
    })
    if (hashes.length === 0) return
    await removeBytes(deps, userId, hashes)
  }
}
