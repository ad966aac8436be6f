import { listItems, readBatchState } from '@rc/db/queries/imports'
import { AppError } from '@rc/domain'
import { limits, sniffFormat } from '@rc/files'
import type { Deps } from '../deps.ts'
import type { ImportItemView } from './import-view.ts'
import { keepFile } from './keep-file.ts'
import { refuseUndone } from './manage-imports.ts'
import { peek } from './peek.ts'
import { removeBytes } from './remove-raw-files.ts'

/** Enough to know any format by. */
const HEAD_BYTES = 4_096

/**
 * Adds one file to an import: first its bytes are kept, then it is noted, then somebody is told to read it. Answers when
 * every byte is safe. Sending the same file again changes nothing.
 */
export async function addFile(
  { database, queue, rawStore }: Pick<Deps, 'database' | 'queue' | 'rawStore' | 'log'>,
  userId: number,
  batchId: number,
  { name, bytes }: { name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<ImportItemView> {
  const { head, all } = await peek(bytes, HEAD_BYTES)
  const format = sniffFormat(head)
  const stored = await rawStore.put(all, format === 'zip' ? limits.archiveBytes : limits.fileBytes)
  const noted = database.asUser(userId, async (tenant) => {
    const batchState = await readBatchState(tenant, batchId)
    if (!batchState) throw new AppError('not_found', 'no such import')
    refuseUndone(batchState)
    const kept = await keepFile(tenant, { ...stored, batchId, batchState, parentId: null, name: labelOf(name), format })
    // Bytes that were stored before may just have been taken away with the file they belonged to.
    await rawStore.path(stored.sha256).catch((cause: unknown) => {
      throw new AppError('unavailable', 'the file was being removed; send it again', { retry: true, cause })
    })
    const [row] = await listItems(tenant, { id: kept.itemId })
    return { item: row!, job: kept.job }
  })
  const { item, job } = await noted.catch(async (error: unknown) => {
    await removeBytes({ database, rawStore }, userId, [stored.sha256])
    throw error
  })
  if (job) await queue.announce([job])
  return item
}

/** A name is a label, shown as it came: never a path. */
export const labelOf = (name: string): string => name.toWellFormed().replaceAll('\0', '').slice(-255) || 'file'
