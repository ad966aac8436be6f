import type { Tenant } from '@rc/db'
import {
  dateActivity,
  getActivityOrigin,
  lockAthlete,
  addTag,
  removeTag,
  setExcludedFromLoad,
  setTags,
  updateActivityNotes,
  type ActivityOrigin,
} from '@rc/db/queries/activities-write'
import { insertEdit, listJoinedWith } from '@rc/db/queries/activity-edits'
import { decideDuplicate, decideRepeats, releaseDuplicatesOf } from '@rc/db/queries/duplicates'
import {
  removeRawEvent,
  excludeRecording,
  findRawFileOfActivity,
  getAthleteContext,
  lockRawFile,
} from '@rc/db/queries/raw'
import { AppError, type Sport } from '@rc/domain'
import { markDaysDirty } from '../analysis/mark-days-dirty.ts'
import type { Deps } from '../deps.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { checkTypedStart } from './check-typed-start.ts'
import { localDay } from './local-day.ts'
import { readAgain } from './read-again.ts'
import { dropActivities, removeBytes, removeRawFiles } from './remove-raw-files.ts'
import { resolveDuplicates } from './resolve-duplicates.ts'

export interface ActivityChange {
  name?: string | null | undefined
  rpe?: number | null | undefined
  excludedFromLoad?: boolean | undefined
  /** All of them; those that are left out are gone. */
  tags?: string[] | undefined
  duplicateOf?: number | null | undefined
  startedAt?: Date | undefined
}

/** Absent keys stay as they are. Throws `not_found`, `invalid_input`, and `conflict` for a date where the watch knew one. */
export async function changeActivity(
  { database, queue, now }: Pick<Deps, 'database' | 'queue' | 'log' | 'now'>,
  userId: number,
  id: number,
  change: ActivityChange,
): Promise<void> {
  const { name, rpe, excludedFromLoad, tags, duplicateOf, startedAt } = change
  if (startedAt !== undefined) checkTypedStart(startedAt, now())
  const job = await database.asUser(userId, async (tenant) => {
    const activity = await lockActivity(tenant, id)
    await updateActivityNotes(tenant, id, { name, rpe })
    if (excludedFromLoad !== undefined) await keepFromLoad(tenant, activity, excludedFromLoad)
    if (tags !== undefined) await setTags(tenant, id, [...new Set(tags)])
    if (startedAt !== undefined) await giveDate(tenant, activity, startedAt)
    if (duplicateOf !== undefined) await decide(tenant, activity, duplicateOf)
    await notifyUser(tenant, { type: 'activity', activityId: id })
    // The effort and the day (which thresholds hold) are inputs of the derived numbers.
    const stale = rpe !== undefined || startedAt !== undefined
    return stale ? putJob(tenant, 'own.metrics.recompute', {}, 'metrics') : null
  })
  if (job) await queue.announce([job])
}

/** The same change for several activities, all or none. Throws `not_found`, and `conflict` for a sport where there is no recording. */
export async function changeActivities(
  { database, queue }: Pick<Deps, 'database' | 'queue'>,
  userId: number,
  ids: number[],
  {
    rpe,
    excludedFromLoad,
    sport,
    addedTag,
    removedTag,
  }: Pick<ActivityChange, 'rpe' | 'excludedFromLoad'> & {
    sport?: Sport | undefined
    addedTag?: string | undefined
    removedTag?: string | undefined
  },
): Promise<void> {
  const jobs = await database.asUser(userId, async (tenant) => {
    const files = sport === undefined ? [] : await lockFilesOf(tenant, ids)
    await lockAthlete(tenant)
    for (const id of [...new Set(ids)].toSorted((a, b) => a - b)) {
      const activity = await getActivityOrigin(tenant, id)
      if (sport !== undefined) await correctSport(tenant, activity, sport)
      await updateActivityNotes(tenant, id, { rpe })
      if (excludedFromLoad !== undefined) await keepFromLoad(tenant, activity, excludedFromLoad)
      if (addedTag !== undefined) await addTag(tenant, id, addedTag)
      if (removedTag !== undefined) await removeTag(tenant, id, removedTag)
      await notifyUser(tenant, { type: 'activity', activityId: id })
    }
    const stale = rpe === undefined ? [] : [await putJob(tenant, 'own.metrics.recompute', {}, 'metrics')]
    return [...stale, ...(await readAgain(tenant, files))]
  })
  await queue.announce(jobs)
}

/** The files that these activities came from; locked one after the other, as everywhere before the athlete. */
async function lockFilesOf(tenant: Tenant, ids: number[]): Promise<number[]> {
  const files: number[] = []
  for (const id of ids) files.push((await findRawFileOfActivity(tenant, id))?.id ?? 0)
  const sorted = [...new Set(files.filter((id) => id > 0))].toSorted((a, b) => a - b)
  for (const id of sorted) await lockRawFile(tenant, id)
  return sorted
}

async function correctSport(tenant: Tenant, activity: ActivityOrigin, sport: Sport): Promise<void> {
  const { id, rawFileId, recordingIndex } = activity
  if (rawFileId === null) throw new AppError('conflict', 'there is no recording to edit')
  await insertEdit(tenant, { rawFileId, recordingIndex, edit: { op: 'sport', sport } })
  await decideRepeats(tenant, id)
}

async function keepFromLoad(tenant: Tenant, { id, localDate }: ActivityOrigin, isExcluded: boolean): Promise<void> {
  await setExcludedFromLoad(tenant, id, isExcluded)
  await markDaysDirty(tenant, [localDate])
}

/** Dates an activity whose watch did not know the time; the athlete is locked. */
export async function giveDate(tenant: Tenant, activity: ActivityOrigin, startedAt: Date): Promise<void> {
  if (activity.clock !== 'unknown') throw new AppError('conflict', 'this activity has a date of its own')
  const { timeZone } = await getAthleteContext(tenant)
  const day = localDay(startedAt.getTime() / 1000, null, timeZone)
  await dateActivity(tenant, activity.id, { startedAt, ...day })
  const moved = await resolveDuplicates(tenant, [activity.id])
  await markDaysDirty(tenant, [activity.localDate, day.localDate, ...moved])
}

/** The athlete knows better which recordings are of one activity; the others are judged anew around this. */
async function decide(tenant: Tenant, activity: ActivityOrigin, duplicateOf: number | null): Promise<void> {
  let canonical: number | null = null
  if (duplicateOf !== null) {
    const target = await getActivityOrigin(tenant, duplicateOf)
    canonical = target.duplicateOf ?? target.id
    if (canonical === activity.id) throw new AppError('invalid_input', 'an activity cannot repeat itself')
  }
  const orphans = await releaseDuplicatesOf(tenant, [activity.id])
  await decideDuplicate(tenant, activity.id, canonical)
  const moved = await resolveDuplicates(tenant, [activity.id, ...orphans, ...(canonical === null ? [] : [canonical])])
  await markDaysDirty(tenant, [activity.localDate, ...moved])
}

/** Removes one activity, down to the bytes unless the file holds others; the next recording of it takes its place. */
export async function removeActivity(
  deps: Pick<Deps, 'database' | 'queue' | 'rawStore' | 'log'>,
  userId: number,
  id: number,
): Promise<void> {
  const { hashes, jobs } = await deps.database.asUser(userId, async (tenant) => {
    const activity = await lockActivity(tenant, id)
    await notifyUser(tenant, { type: 'activity', activityId: id })
    const joined = activity.rawFileId === null ? [] : await listJoinedWith(tenant, activity.rawFileId)
    return { hashes: await drop(tenant, activity), jobs: await readAgain(tenant, joined) }
  })
  await deps.queue.announce(jobs)
  await removeBytes(deps, userId, hashes)
}

/** Returns the hashes of bytes that nothing needs any more. */
async function drop(tenant: Tenant, activity: ActivityOrigin): Promise<string[]> {
  if (activity.rawFileId !== null && activity.siblings === 1) return removeRawFiles(tenant, [activity.rawFileId])
  await dropActivities(tenant, [activity])
  if (activity.rawFileId !== null) await excludeRecording(tenant, activity.rawFileId, activity.recordingIndex)
  if (activity.rawEventId !== null) await removeRawEvent(tenant, activity.rawEventId)
  return []
}

/** Locks are taken in one order everywhere: the raw file, the athlete, then activities. */
async function lockActivity(tenant: Tenant, id: number): Promise<ActivityOrigin> {
  const file = await findRawFileOfActivity(tenant, id)
  if (file) await lockRawFile(tenant, file.id)
  await lockAthlete(tenant)
  return getActivityOrigin(tenant, id)
}
