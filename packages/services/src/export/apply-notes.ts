import type { Tenant } from '@rc/db'
import {
  getActivityOrigin,
  lockAthlete,
  setExcludedFromLoad,
  setTags,
  updateActivityNotes,
} from '@rc/db/queries/activities-write'
import { listJoinedOfBatch } from '@rc/db/queries/activity-edits'
import { decideDuplicate } from '@rc/db/queries/duplicates'
import { getItemBatch } from '@rc/db/queries/imports'
import { findImported, isBatchReading, type RecordingKey } from '@rc/db/queries/portable'
import { getRawFile } from '@rc/db/queries/raw'
import { markDaysDirty } from '../analysis/mark-days-dirty.ts'
import type { Deps } from '../deps.ts'
import { giveDate } from '../ingest/change-activity.ts'
import { readAgain } from '../ingest/read-again.ts'
import { resolveDuplicates } from '../ingest/resolve-duplicates.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { putJob } from '../work/put-job.ts'
import type { PortableAthlete } from './portable-athlete.ts'
import { findPortable } from './take-athlete.ts'

type Job = ClaimedJob<'import.notes.apply'>
type Notes = PortableAthlete['recordings']

const AGAIN_S = 2
const AT_ONCE = 200

/**
 * The part of an export that comes after its files: names, RPE, dates and decisions, for the activities which this import
 * brought. Waits until every file has been read; may run as often as it likes.
 */
export async function applyNotes(
  { database, rawStore }: Pick<Deps, 'database' | 'rawStore'>,
  job: Job,
  signal: AbortSignal,
): Promise<JobEnded> {
  const begun = await database.asUser(job.userId, async (tenant) => {
    const batch = await getItemBatch(tenant, job.payload.itemId)
    if (!batch || batch.state === 'undone') return { ended: await finishJob(tenant, job) }
    if (await isBatchReading(tenant, batch.batchId)) return { ended: await putBack(tenant, job, AGAIN_S) }
    return { batchId: batch.batchId, archive: await getRawFile(tenant, job.payload.rawFileId) }
  })
  if ('ended' in begun) return begun.ended
  const notes = (await findPortable(await rawStore.path(begun.archive.sha256)))?.recordings ?? []

  for (let at = 0; at < notes.length; at += AT_ONCE) {
    signal.throwIfAborted()
    await database.asUser(job.userId, (tenant) => noteAll(tenant, begun.batchId, notes.slice(at, at + AT_ONCE)))
  }
  return database.asUser(job.userId, async (tenant) => {
    await decideAll(tenant, begun.batchId, notes)
    await putJob(tenant, 'own.metrics.recompute', {}, 'metrics')
    await readAgain(tenant, await listJoinedOfBatch(tenant, begun.batchId))
    return finishJob(tenant, job)
  })
}

const keyOf = ({ sha256, recordingIndex }: RecordingKey) => `${sha256}/${recordingIndex}`

async function findIds(tenant: Tenant, batchId: number, keys: RecordingKey[]): Promise<Map<string, number>> {
  return new Map((await findImported(tenant, batchId, keys)).map((row) => [keyOf(row), row.id]))
}

async function noteAll(tenant: Tenant, batchId: number, all: Notes): Promise<void> {
  await lockAthlete(tenant)
  const ids = await findIds(tenant, batchId, all)
  for (const { name, rpe, feeling, pain, notes: text, excludedFromLoad, tags, startedAt, ...key } of all) {
    const id = ids.get(keyOf(key))
    if (id === undefined) continue
    await updateActivityNotes(tenant, id, { name, rpe, feeling, pain, notes: text })
    if (excludedFromLoad) await setExcludedFromLoad(tenant, id, true)
    if (tags.length > 0) await setTags(tenant, id, tags)
    if (startedAt === null) continue
    const activity = await getActivityOrigin(tenant, id)
    if (activity.clock === 'unknown') await giveDate(tenant, activity, new Date(startedAt))
  }
}

async function decideAll(tenant: Tenant, batchId: number, notes: Notes): Promise<void> {
  await lockAthlete(tenant)
  const decided = notes.flatMap(({ decided, sha256, recordingIndex }) =>
    decided ? [{ sha256, recordingIndex, ...decided }] : [],
  )
  const ids = await findIds(tenant, batchId, [...decided, ...decided.flatMap(({ repeats }) => repeats ?? [])])
  const touched: number[] = []
  for (const { repeats, ...key } of decided) {
    const id = ids.get(keyOf(key))
    const canonical = repeats && ids.get(keyOf(repeats))
    if (id === undefined || canonical === undefined || id === canonical) continue
    await decideDuplicate(tenant, id, canonical)
    touched.push(id, ...(canonical === null ? [] : [canonical]))
  }
  if (touched.length > 0) await markDaysDirty(tenant, await resolveDuplicates(tenant, touched))
}
