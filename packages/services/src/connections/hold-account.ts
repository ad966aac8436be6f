import type { Vendor } from '@rc/domain'
import type { Deps } from '../deps.ts'

/**
 * Runs `work` while nobody else speaks with the vendor for this athlete, in any process; null when somebody does. The
 * lock goes with its connection, however this process ends.
 */
export async function holdAccount<T>(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  vendor: Vendor,
  work: () => Promise<T>,
): Promise<T | null> {
  const line = await database.client.reserve()
  const key = `${vendor}/${userId}`
  try {
    const [row] = await line<
      { held: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${key}, 7262123)) as held`
    if (!row?.held) return null
    try {
      return await work()
    } finally {
      await line`select pg_advisory_unlock(hashtextextended(${key}, 7262123))`.catch(() => {})
    }
  } finally {
    line.release()
  }
}
