import type { Tenant } from '@rc/db'
import { deleteActivities, listActivitiesOfFiles, lockAthlete } from '@rc/db/queries/activities-write'
import { releaseDuplicatesOf } from '@rc/db/queries/duplicates'
import { bytesInUse, deleteRawFiles, lockBytes } from '@rc/db/queries/raw'
import { markDaysDirty } from '../analysis/mark-days-dirty.ts'
import type { Deps } from '../deps.ts'
import { resolveDuplicates } from './resolve-duplicates.ts'

/**
 * Removes the rows of files and all that came from them. Where an activity goes that others repeated, the next best of
 * these takes its place. The caller holds the raw rows; the returned hashes go to `removeBytes` after the commit.
 */
export async function removeRawFiles(tenant: Tenant, rawFileIds: number[]): Promise<string[]> {
  if (rawFileIds.length === 0) return []
  await lockAthlete(tenant)
  const activities = await listActivitiesOfFiles(tenant, rawFileIds)
  await dropActivities(tenant, activities)
  return deleteRawFiles(tenant, rawFileIds)
}

/** Removes activities whose athlete is locked; their days are computed anew. */
export async function dropActivities(
  tenant: Tenant,
  activities: { id: number; localDate: string | null }[],
): Promise<void> {
  const ids = activities.map(({ id }) => id)
  const orphans = await releaseDuplicatesOf(tenant, ids)
  await deleteActivities(tenant, ids)
  const moved = await resolveDuplicates(tenant, orphans)
  await markDaysDirty(tenant, [...activities.map(({ localDate }) => localDate), ...moved])
}

/** Removes the bytes of these hashes, unless a file still refers to them, anyone's. Returns those that are gone. */
export async function removeBytes(
  { database, rawStore }: Pick<Deps, 'database' | 'rawStore'>,
  userId: number,
  hashes: string[],
): Promise<string[]> {
  const gone: string[] = []
  for (const sha256 of hashes)
    await database.asUser(userId, async (tenant) => {
      await lockBytes(tenant, sha256)
      if (await bytesInUse(tenant, sha256)) return
      await rawStore.remove(sha256)
      gone.push(sha256)
    })
  return gone
}
