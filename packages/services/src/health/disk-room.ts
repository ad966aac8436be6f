import { statfs } from 'node:fs/promises'
import { AppError } from '@rc/domain'

export interface DiskRoom {
  freeBytes: number
  totalBytes: number
}
interface Disk {
  readDisk: () => Promise<DiskRoom>
}

const LEAST_BYTES = 2 * 2 ** 30
const LEAST_SHARE = 0.1
/** How long work that needs room waits until it looks again. */
export const DISK_PAUSE_S = 60

export async function readDiskRoom(dir: string): Promise<DiskRoom> {
  const { bavail, blocks, bsize } = await statfs(dir)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

/** What stays free for reading, for repairs and for Postgres, which stops dead on a full disk: 2 GiB or a tenth, whichever is more. */
export const reserveBytes = ({ totalBytes }: DiskRoom): number =>
  Math.max(LEAST_BYTES, Math.ceil(LEAST_SHARE * totalBytes))

/** Whether nothing more may be taken in. */
export async function isDiskNearlyFull({ readDisk }: Disk): Promise<boolean> {
  const room = await readDisk()
  return room.freeBytes < reserveBytes(room)
}

export async function requireDiskRoom(deps: Disk): Promise<void> {
  if (await isDiskNearlyFull(deps))
    throw new AppError('unavailable', 'the disk is nearly full', {
      retry: true,
      details: { reasons: ['disk_nearly_full'], retryAfterS: DISK_PAUSE_S },
    })
}
