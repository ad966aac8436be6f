import type { Tenant } from '@rc/db'
import {
  clearActivityParts,
  deleteActivities,
  insertActivityParts,
  lockAthlete,
  upsertActivities,
} from '@rc/db/queries/activities-write'
import { releaseDuplicatesOf } from '@rc/db/queries/duplicates'
import { noteUnderstood, type KnownRecording } from '@rc/db/queries/raw'
import { nameAfterVendor } from '@rc/db/queries/vendor-activities'
import { writeSamples } from '@rc/db/queries/samples'
import { replaceWellness } from '@rc/db/queries/wellness-write'
import type { JobAnnouncement } from '@rc/jobs'
import { markDaysDirty } from '../analysis/mark-days-dirty.ts'
import { refreshMorning } from '../morning/refresh-morning.ts'
import { noteDamage } from '../sync/note-damage.ts'
import { notifyUser } from '../work/notify-user.ts'
import type { NormalisedFile } from './read-file-task.ts'
import { readerVersion } from './reader-version.ts'
import { resolveDuplicates } from './resolve-duplicates.ts'

/**
 * Replaces everything that one file says, in the transaction of the caller, who holds the raw row. Activities that were
 * there keep their id and what the athlete decided. Returns how many activities the file holds, and the work that follows.
 */
export async function storeFile(
  tenant: Tenant,
  rawFileId: number,
  file: NormalisedFile,
  known: KnownRecording[],
): Promise<{ activityCount: number; next: JobAnnouncement | null }> {
  // A first reading meets nobody before its duplicates are looked for; until then two files are written side by side.
  const isFirst = known.length === 0
  if (!isFirst) {
    await lockAthlete(tenant)
    await clearActivityParts(
      tenant,
      known.map(({ activityId }) => activityId),
    )
  }
  const ids = await upsertActivities(tenant, { rawFileId }, file.activities)
  // What does not wait for one another's answers goes to the server in one go.
  await Promise.all([
    noteUnderstood(tenant, rawFileId, file.what, readerVersion),
    !isFirst || file.wellness ? replaceWellness(tenant, rawFileId, file.wellness) : null,
    ...file.recordings.map(({ index, parts }) => insertActivityParts(tenant, ids.get(index)!, parts)),
  ])
  if (file.recordings.length === 1) await nameAfterVendor(tenant, rawFileId)
  for (const { index, samples } of file.recordings) await writeSamples(tenant, ids.get(index)!, samples)

  if (file.what.flags.length > 0) await noteDamage(tenant, rawFileId)

  const gone = known.filter(({ recordingIndex }) => !ids.has(recordingIndex)).map(({ activityId }) => activityId)
  if (file.wellness) await refreshMorning(tenant)
  if (ids.size === 0 && gone.length === 0) return { activityCount: 0, next: null }
  if (isFirst) await lockAthlete(tenant)
  const orphans = gone.length > 0 ? await releaseDuplicatesOf(tenant, gone) : []
  if (gone.length > 0) await deleteActivities(tenant, gone)
  const moved = await resolveDuplicates(tenant, [...ids.values(), ...orphans])
  const days = [...known.map((k) => k.localDate), ...file.recordings.map((r) => r.localDate), ...moved]
  // No page shows an activity that was not there before.
  const shown = isFirst ? [] : [...ids.values()]
  const [next] = await Promise.all([
    markDaysDirty(tenant, days),
    ...shown.map((activityId) => notifyUser(tenant, { type: 'activity', activityId })),
  ])
  return { activityCount: ids.size, next }
}
