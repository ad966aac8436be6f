import { limits, sniffFormat } from '@rc/files'
import type { Deps } from '../deps.ts'
import { requireDiskRoom } from '../health/disk-room.ts'
import type { ImportItemView } from './import-view.ts'
import { keepFile } from './keep-file.ts'
import { peek } from './peek.ts'

/** Enough to know any format by. */
const HEAD_BYTES = 4_096

/**
 * Adds one file to an import: first its bytes are kept, then it is noted, then somebody is told to read it. Answers when
 * every byte is safe. Sending the same file again changes nothing. Throws `unavailable` while the disk is nearly full.
 */
export async function addFile(
  deps: Pick<Deps, 'database' | 'queue' | 'rawStore' | 'readDisk'>,
  userId: number,
  batchId: number,
  { name, bytes }: { name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<ImportItemView> {
  await requireDiskRoom(deps)
  const { head, all } = await peek(bytes, HEAD_BYTES)
  const format = sniffFormat(head)
  const stored = await deps.rawStore.put(all, format === 'zip' ? limits.archiveBytes : limits.fileBytes)
  return keepFile(deps, userId, { ...stored, batchId, parentId: null, name, format })
}
