import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSyncBatch } from '@rc/db/queries/imports'
import { clearFailures, putFailure } from '@rc/db/queries/sync-failures'
import { linkFile, noteNoFile, type ListedActivity } from '@rc/db/queries/vendor-activities'
import { AppError, type Door, type Vendor } from '@rc/domain'
import { readArchive } from '@rc/files'
import { originalFile } from '@rc/vendors'
import type { DoorSession } from '../connections/door-session.ts'
import type { Deps } from '../deps.ts'
import { keepFile } from '../ingest/keep-file.ts'
import { storeBytes, type StoredBytes } from '../ingest/store-bytes.ts'
import { noteDamage } from './note-damage.ts'
import { dropSummaryActivities, storeSummaryInstead } from './summary-activity.ts'

type Needs = Pick<Deps, 'database' | 'queue' | 'rawStore' | 'readDisk'>

/** The original of one activity; null where the vendor has none. Throws what is no matter of this file. */
export async function fetchFile(session: DoorSession, vendorActivityId: string): Promise<Uint8Array | null> {
  const bytes = await session.bytes(originalFile(vendorActivityId)).catch((error: unknown) => {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) return null
    throw error
  })
  return bytes?.length ? bytes : null
}

/**
 * Hands an original to the import, with the vendor's number kept; an activity that has none, or a damaged one, becomes an
 * activity of its summary.
 */
export async function storeFetched(
  deps: Needs,
  userId: number,
  vendor: Vendor,
  door: Door,
  activity: ListedActivity,
  answer: Uint8Array | null,
): Promise<void> {
  const { vendorActivityId: id } = activity
  if (answer === null) return makeDoWithSummary(deps, userId, vendor, activity, 'none')
  const unpacked = await unpack(deps, answer).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'file_unreadable') return error
    throw error
  })
  if (unpacked instanceof AppError) {
    await deps.database.asUser(userId, (tenant) =>
      putFailure(tenant, vendor, {
        dataset: 'activities',
        subject: id,
        days: null,
        door,
        errorCode: 'file_unreadable',
        reason: 'file_damaged',
      }),
    )
    return makeDoWithSummary(deps, userId, vendor, activity, 'failed')
  }
  const batchId = await deps.database.asUser(userId, (tenant) => openSyncBatch(tenant, 'Garmin'))
  await keepFile(deps, userId, { ...unpacked.stored, batchId, parentId: null, name: unpacked.name })
  await deps.database.asUser(userId, async (tenant) => {
    const rawFileId = await linkFile(tenant, vendor, id, unpacked.stored.sha256)
    // The very bytes that were damaged before are so again.
    const damaged = rawFileId === null ? null : await noteDamage(tenant, rawFileId)
    if (!damaged) await clearFailures(tenant, vendor, 'activities', { subject: id })
    if (activity.rawEventId !== null && !damaged?.isUnreadable)
      await dropSummaryActivities(tenant, [activity.rawEventId])
  })
}

/** Notes that there is no file, and makes do with the summary where not even a damaged one is here. */
export async function makeDoWithSummary(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  vendor: Vendor,
  { vendorActivityId, rawEventId }: ListedActivity,
  state: 'none' | 'failed',
): Promise<void> {
  await database.asUser(userId, async (tenant) => {
    if (await noteNoFile(tenant, vendor, vendorActivityId, state)) return
    await storeSummaryInstead(tenant, vendor, { vendorActivityId, rawEventId })
  })
}

const recording = /\.(fit|tcx|gpx)$/i

/** The recording in a ZIP, or the bytes themselves where they are one; throws `file_unreadable`. */
async function unpack(deps: Needs, bytes: Uint8Array): Promise<{ name: string; stored: StoredBytes }> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) return { name: 'activity.fit', stored: await storeBytes(deps, chunk(bytes)) }
  const scratch = join(await deps.rawStore.scratchDir(), `${crypto.randomUUID()}.zip`)
  try {
    await writeFile(scratch, bytes, { mode: 0o600 })
    let best: { name: string; stored: StoredBytes } | null = null
    for await (const entry of readArchive(scratch, { scratchDir: await deps.rawStore.scratchDir() })) {
      if (entry.refused !== null) throw new AppError('file_unreadable', entry.refused)
      const isRecording = recording.test(entry.path)
      // A file of another name may still be one; the first that calls itself a recording counts.
      if (best && !isRecording) continue
      best = { name: entry.path, stored: await storeBytes(deps, entry.stream()) }
      if (isRecording) break
    }
    if (!best) throw new AppError('file_unreadable', 'archive_empty')
    return best
  } finally {
    await rm(scratch, { force: true })
  }
}

async function* chunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
