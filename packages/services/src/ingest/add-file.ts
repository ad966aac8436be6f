import type { Deps } from '../deps.ts'
import { requireDiskRoom } from '../health/disk-room.ts'
import type { ImportItemView } from './import-view.ts'
import { keepFile } from './keep-file.ts'
import { storeBytes } from './store-bytes.ts'

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
  const stored = await storeBytes(deps, bytes)
  return keepFile(deps, userId, { ...stored, batchId, parentId: null, name })
}
