import { ifUnclaimed, listUnclaimed } from '@rc/db/queries/raw'
import type { Deps } from '../deps.ts'

/** Bytes are stored before the row that refers to them is written; an upload takes as long as it takes. */
const SETTLED_MS = 3_600_000

/**
 * Takes bytes out of the store to which no row refers: left by a removal, or an upload, that was cut off between commit
 * and disk. Not deleted at once, because after the restore of an older backup they are the athlete's. Returns how many.
 */
export async function setAsideUnclaimed({
  database,
  rawStore,
  log,
}: Pick<Deps, 'database' | 'rawStore' | 'log'>): Promise<number> {
  let count = 0
  for await (const hashes of rawStore.list(SETTLED_MS))
    for (const sha256 of await listUnclaimed(database, hashes))
      await ifUnclaimed(database, sha256, async () => {
        await rawStore.setAside(sha256)
        count++
      })
  await rawStore.sweep()
  if (count > 0) log.warn({ count }, 'bytes that no row refers to were set aside')
  return count
}
