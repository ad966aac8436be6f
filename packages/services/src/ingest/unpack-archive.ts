import { getItemBatch, insertItem, readBatchState, setItemState } from '@rc/db/queries/imports'
import { getRawFile, noteUnderstood, type Understanding } from '@rc/db/queries/raw'
import { AppError, type Dataset } from '@rc/domain'
import { limits, readArchive } from '@rc/files'
import { exportDataset } from '@rc/vendors'
import type { Deps } from '../deps.ts'
import {
  ATHLETE_ENTRY,
  EVENTS_ENTRY,
  MANIFEST_ENTRY,
  README_ENTRY,
  TABLES,
  TALKS_ENTRY,
  type PortableAthlete,
} from '../export/portable-athlete.ts'
import { findPortable, takeAthlete } from '../export/take-athlete.ts'
import { takeEventLines } from '../export/take-events.ts'
import { takeTalkLines } from '../export/take-talks.ts'
import { DISK_PAUSE_S, isDiskNearlyFull } from '../health/disk-room.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { storeExportFile } from '../sync/store-export-file.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { keepFile, labelOf } from './keep-file.ts'
import { readerVersion } from './reader-version.ts'
import { storeBytes } from './store-bytes.ts'

type Job = ClaimedJob<'import.archive.unpack'>
type Needs = Pick<Deps, 'database' | 'rawStore' | 'queue' | 'readDisk' | 'now'>

/**
 * Every file of a stored archive becomes a file of the import, one after the other. Begun again, it finds what it did. An
 * export of ours also brings its person first, and after its files were read what was said of them.
 */
export async function unpackArchive(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database, rawStore } = deps
  const { userId, payload } = job
  const begun = await database.asUser(userId, async (tenant) => {
    const batch = await getItemBatch(tenant, payload.itemId)
    if (!batch || batch.state === 'undone') return { ended: await finishJob(tenant, job) }
    if (batch.state === 'paused') return { ended: await putBack(tenant, job, Infinity) }
    await setItemState(tenant, payload.itemId, { state: 'working' })
    return { ...batch, archive: await getRawFile(tenant, payload.rawFileId) }
  })
  if ('ended' in begun) return begun.ended

  const origin = { batchId: begun.batchId, parentId: payload.itemId }
  const path = await rawStore.path(begun.archive.sha256)
  // An archive in an export is one that was once uploaded, and never an export itself.
  const athlete = begun.parentId === null ? await findPortable(path) : null
  if (athlete) await takeAthlete(deps, userId, athlete, signal)
  let hasEvents = false
  const labels = new Map(
    athlete?.files.map(({ sha256, name, excludedRecordings, edits }) => [sha256, { name, excludedRecordings, edits }]),
  )
  try {
    for await (const entry of readArchive(path, { scratchDir: await rawStore.scratchDir(), ...termsOf(athlete) })) {
      signal.throwIfAborted()
      if (await isDiskNearlyFull(deps)) return database.asUser(userId, (tenant) => putBack(tenant, job, DISK_PAUSE_S))
      if (athlete && entry.path === EVENTS_ENTRY) {
        hasEvents = (await takeEventLines(deps, userId, entry.stream())) > 0
        continue
      }
      if (athlete && entry.path === TALKS_ENTRY) {
        await takeTalkLines(deps, userId, entry.stream())
        continue
      }
      const dataset = entry.refused === null ? exportDataset(entry.path) : undefined
      if (dataset !== undefined) {
        // Pages of Garmin's own export: what has a table is read, the rest is no file of the watch.
        if (dataset !== null) await takeExportFile(deps, userId, origin.batchId, dataset, await entry.open())
        continue
      }
      const kept = entry.refused ?? (await storeBytes(deps, entry.stream()).catch(refusalOf))
      if (typeof kept === 'string') await noteRefused(deps, userId, origin, labelOf(entry.path), kept)
      else await keepFile(deps, userId, { name: entry.path, ...labels.get(kept.sha256), ...kept, ...origin })
    }
  } catch (error) {
    // The athlete takes the import back meanwhile: nobody wants the rest.
    if (!(error instanceof AppError && error.code === 'conflict') || signal.aborted) throw error
  }

  return database.asUser(userId, async (tenant) => {
    const report = athlete ? { export: true } : {}
    const what: Understanding = { format: 'zip', kind: 'archive', title: null, flags: [], report }
    await noteUnderstood(tenant, payload.rawFileId, what, readerVersion)
    await setItemState(tenant, payload.itemId, { state: 'done' })
    if (athlete) await putJob(tenant, 'import.notes.apply', payload, String(payload.itemId))
    // What vendors answered becomes rows where everything kept raw does.
    if (hasEvents) await putJob(tenant, 'own.raw.reparse', {}, 'reparse')
    await notifyUser(tenant, { type: 'import', batchId: begun.batchId })
    return finishJob(tenant, job)
  })
}

async function takeExportFile(
  { database }: Needs,
  userId: number,
  batchId: number,
  dataset: Dataset,
  bytes: Uint8Array,
): Promise<void> {
  const content = parseJson(bytes)
  await database.asUser(userId, async (tenant) => {
    const state = await readBatchState(tenant, batchId)
    if (state === null || state === 'undone') throw new AppError('conflict', 'this import was taken back')
    await storeExportFile(tenant, batchId, dataset, content)
  })
}

/** Null for what is no JSON: then it has no rows. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown
  } catch {
    return null
  }
}

/** What an export may hold beside the files it speaks of. */
const OWN_ENTRIES = 1_000

/** An export holds as much as it says, whatever that is, and archives of any size among it; its tables are for people. */
function termsOf(athlete: PortableAthlete | null) {
  if (!athlete) return {}
  const notes = new Set([ATHLETE_ENTRY, README_ENTRY, MANIFEST_ENTRY])
  const bytes = athlete.files.reduce((sum, file) => sum + file.bytes, 0)
  return {
    ignore: (name: string) => name.startsWith(TABLES) || notes.has(name),
    budget: { entries: athlete.files.length + OWN_ENTRIES, bytes: limits.archiveBytes + bytes },
    entryBytes: limits.archiveFileBytes,
  }
}

async function noteRefused(
  { database }: Needs,
  userId: number,
  origin: { batchId: number; parentId: number },
  name: string,
  reason: string,
): Promise<void> {
  const nothing = { bytes: 0, rawFileId: null, state: 'failed', errorCode: 'file_unreadable' } as const
  await database.asUser(userId, (tenant) => insertItem(tenant, { ...origin, ...nothing, name, reasons: [reason] }))
}

/** Why one file of an archive cannot be had; anything else is not about the file. */
function refusalOf(error: unknown): string {
  if (error instanceof AppError && error.code === 'file_unreadable') return error.message
  if (error instanceof AppError && error.code === 'invalid_input') return 'too_large'
  throw error
}
