import { lockAthlete } from '@rc/db/queries/activities-write'
import { takePerson } from '@rc/db/queries/portable'
import { takeStatedRows } from '@rc/db/queries/stated'
import { readFirstEntry } from '@rc/files'
import type { Deps } from '../deps.ts'
import { indexDocuments } from '../guidelines/manage-documents.ts'
import { createManualActivity } from '../ingest/create-manual-activity.ts'
import { ATHLETE_ENTRY, manualEntry, portableAthlete, type PortableAthlete } from './portable-athlete.ts'

/** What an archive says beside its files; null when it is no export of ours, or one that has been tampered with. */
export async function findPortable(path: string): Promise<PortableAthlete | null> {
  const bytes = await readFirstEntry(path, ATHLETE_ENTRY)
  try {
    return bytes && portableAthlete.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch {
    return null
  }
}

/** The part of an export that comes before its files: the person, what they said and chose, and sessions without a file. */
export async function takeAthlete(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  athlete: PortableAthlete,
  signal: AbortSignal,
): Promise<void> {
  await deps.database.asUser(userId, async (tenant) => {
    await lockAthlete(tenant)
    await takePerson(tenant, athlete)
    await takeStatedRows(tenant, athlete.stated)
    await indexDocuments(tenant)
  })
  for (const { vendor, dataset, payload } of athlete.events) {
    signal.throwIfAborted()
    const entry = manualEntry.safeParse(payload)
    if (vendor === 'manual' && dataset === 'activity' && entry.success)
      await createManualActivity(deps, userId, entry.data)
  }
}
