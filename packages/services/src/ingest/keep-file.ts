import type { Tenant } from '@rc/db'
import { insertEdit } from '@rc/db/queries/activity-edits'
import { insertItem, listItems, readBatchState, type BatchState } from '@rc/db/queries/imports'
import { excludeRecordings, insertRawFile } from '@rc/db/queries/raw'
import { AppError, type FileFormat, type PlacedEdit } from '@rc/domain'
import type { JobAnnouncement } from '@rc/jobs'
import type { Deps } from '../deps.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import type { ImportItemView } from './import-view.ts'
import { removeBytes } from './remove-raw-files.ts'

export interface KeptFile {
  batchId: number
  /** The archive it lay in. */
  parentId: number | null
  /** A label, shown as it came: never a path. */
  name: string
  sha256: string
  bytes: number
  format: FileFormat
  /** Recordings in it that the athlete has deleted before. */
  excludedRecordings?: number[]
  /** What the athlete has changed about them. */
  edits?: (PlacedEdit & { revertedAt: string | null })[]
}

/**
 * Notes bytes that lie in the raw store as a file of an import, and has somebody understand them. Bytes that the athlete
 * has already are a duplicate; the very same file of the very same import is what it was before. Throws `not_found`, and
 * `conflict` when the import was taken back; the bytes are then gone again.
 */
export async function keepFile(
  deps: Pick<Deps, 'database' | 'queue' | 'rawStore'>,
  userId: number,
  file: KeptFile,
): Promise<ImportItemView> {
  try {
    const { item, job } = await deps.database.asUser(userId, async (tenant) => {
      const state = await readBatchState(tenant, file.batchId)
      if (!state) throw new AppError('not_found', 'no such import')
      refuseUndone(state)
      const noted = await noteFile(tenant, { ...file, name: labelOf(file.name) }, state === 'paused')
      // Bytes that were stored before may just have been taken away with the file they belonged to.
      await deps.rawStore.path(file.sha256).catch((cause: unknown) => {
        throw new AppError('unavailable', 'the file was being removed; send it again', { retry: true, cause })
      })
      return noted
    })
    if (job) await deps.queue.announce([job])
    return item
  } catch (error) {
    await removeBytes(deps, userId, [file.sha256])
    throw error
  }
}

async function noteFile(
  tenant: Tenant,
  file: KeptFile,
  isParked: boolean,
): Promise<{ item: ImportItemView; job: JobAnnouncement | null }> {
  const raw = await insertRawFile(tenant, file)
  if (raw.isNew && file.excludedRecordings) await excludeRecordings(tenant, raw.id, file.excludedRecordings)
  if (raw.isNew)
    for (const { revertedAt, ...placed } of file.edits ?? [])
      await insertEdit(tenant, {
        ...placed,
        rawFileId: raw.id,
        revertedAt: revertedAt === null ? null : new Date(revertedAt),
      })
  const { id, isNew } = await insertItem(tenant, {
    ...file,
    rawFileId: raw.id,
    state: raw.isNew ? 'queued' : 'duplicate',
  })
  const [job, [item]] = await Promise.all([
    raw.isNew && isNew ? putRead(tenant, file.format, raw.id, id, isParked ? Infinity : 0) : null,
    listItems(tenant, { id }),
    notifyUser(tenant, { type: 'import', batchId: file.batchId }),
  ])
  return { item: item!, job: isParked ? null : job }
}

const putRead = (tenant: Tenant, format: FileFormat, rawFileId: number, itemId: number, delayS: number) =>
  format === 'zip'
    ? putJob(tenant, 'import.archive.unpack', { rawFileId, itemId }, String(itemId), delayS)
    : putJob(tenant, 'import.file.read', { rawFileId, itemId }, String(rawFileId), delayS)

export function refuseUndone(state: BatchState): void {
  if (state === 'undone') throw new AppError('conflict', 'this import was taken back')
}

/** What can be stored and shown of a name. */
export const labelOf = (name: string): string => name.toWellFormed().replaceAll('\0', '').slice(-255) || 'file'
