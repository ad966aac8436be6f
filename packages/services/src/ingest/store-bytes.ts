import type { FileFormat } from '@rc/domain'
import { limits, sniffFormat } from '@rc/files'
import type { Deps } from '../deps.ts'
import { requireDiskRoom } from '../health/disk-room.ts'
import { peek } from './peek.ts'

/** Enough to know any format by. */
const HEAD_BYTES = 4_096
const LOOK_EVERY_BYTES = 256 * 2 ** 20

export interface StoredBytes {
  sha256: string
  bytes: number
  format: FileFormat
}

/** Puts bytes into the raw store and says what they look like; an archive may be larger than a file. Throws `unavailable` once the disk is nearly full. */
export async function storeBytes(
  deps: Pick<Deps, 'rawStore' | 'readDisk'>,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredBytes> {
  const { head, all } = await peek(bytes, HEAD_BYTES)
  const format = sniffFormat(head)
  const limitBytes = format === 'zip' ? limits.archiveFileBytes : limits.fileBytes
  return { ...(await deps.rawStore.put(whileThereIsRoom(deps, all), limitBytes)), format }
}

async function* whileThereIsRoom(
  deps: Pick<Deps, 'readDisk'>,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let unseen = 0
  for await (const chunk of bytes) {
    unseen += chunk.byteLength
    if (unseen > LOOK_EVERY_BYTES) {
      await requireDiskRoom(deps)
      unseen = 0
    }
    yield chunk
  }
}
