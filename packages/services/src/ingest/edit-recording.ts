import type { Tenant } from '@rc/db'
import {
  getActivityOrigin,
  getStoredRecording,
  lockAthlete,
  type ActivityOrigin,
} from '@rc/db/queries/activities-write'
import {
  findRecording,
  highestIndex,
  insertEdit,
  listEdits,
  revertEdit,
  type EditRow,
} from '@rc/db/queries/activity-edits'
import { decideDuplicate, decideRepeats } from '@rc/db/queries/duplicates'
import { getRawFile, lockRawFile } from '@rc/db/queries/raw'
import { AppError, FIRST_SPLIT_INDEX, type RecordingEdit, type Sensor, type Sport } from '@rc/domain'
import { markDaysDirty } from '../analysis/mark-days-dirty.ts'
import type { Deps } from '../deps.ts'
import { notifyUser } from '../work/notify-user.ts'
import { readAgain } from './read-again.ts'
import { resolveDuplicates } from './resolve-duplicates.ts'

/** What somebody asks for; times are seconds since the activity's start as it is shown. */
export type EditRequest =
  | { op: 'sport'; sport: Sport }
  | { op: 'trim'; fromS: number; toS: number }
  | { op: 'silence'; sensor: Sensor; fromS: number | null; toS: number | null }
  | { op: 'split'; atS: number }
  | { op: 'merge'; activityId: number }

type Needs = Pick<Deps, 'database' | 'queue'>

/** An activity is at least as long; shorter remains are a slip of the finger. */
const LEAST_S = 10
/** Further apart than this two recordings are two activities. */
const FARTHEST_S = 12 * 3600
/** Clocks of two devices differ a little. */
const OVERLAP_S = 60

/**
 * Lays an edit over a recording and has its file read again, raw bytes first: rows, samples and numbers are then as if it had
 * been recorded so. Throws `not_found`, `invalid_input` for what leaves nothing over, `conflict` for an activity without a file.
 */
export async function editRecording(
  { database, queue }: Needs,
  userId: number,
  activityId: number,
  request: EditRequest,
): Promise<{ jobId: number }> {
  const [job] = await database.asUser(userId, async (tenant) => {
    const origin = await lockRecording(tenant, activityId)
    const edit = await toEdit(tenant, origin, request)
    await insertEdit(tenant, { rawFileId: origin.rawFileId, recordingIndex: origin.recordingIndex, edit })
    // Copies of the activity are still copies of it, however much shorter it becomes.
    await decideRepeats(tenant, activityId)
    await notifyUser(tenant, { type: 'activity', activityId })
    return readAgain(tenant, [origin.rawFileId])
  })
  await queue.announce([job!])
  return { jobId: job!.id }
}

/** Takes an edit back; the file is read again without it. Throws `not_found`. */
export async function undoEdit(
  { database, queue }: Needs,
  userId: number,
  activityId: number,
  editId: number,
): Promise<{ jobId: number }> {
  const [job] = await database.asUser(userId, async (tenant) => {
    const origin = await lockRecording(tenant, activityId)
    const undone = await revertEdit(tenant, editId)
    if (undone?.rawFileId !== origin.rawFileId) throw new AppError('not_found', 'no such edit')
    if (undone.edit.op === 'merge') await release(tenant, undone.edit)
    await notifyUser(tenant, { type: 'activity', activityId })
    return readAgain(tenant, [origin.rawFileId])
  })
  await queue.announce([job!])
  return { jobId: job!.id }
}

/** The history of an activity's edits, taken back or not. Throws `not_found`. */
export async function listRecordingEdits({ database }: Pick<Deps, 'database'>, userId: number, activityId: number) {
  return database.asUser(userId, async (tenant) => {
    const origin = await originOf(tenant, activityId)
    const { rawFileId, recordingIndex } = origin
    const rows = rawFileId === null ? [] : await listEdits(tenant, { rawFileId, recordingIndex })
    return { edits: await Promise.all(rows.map((row) => present(tenant, row, origin))) }
  })
}

/** Times of day: unlike seconds since the start they stay what they are, whatever else is trimmed. */
async function present(
  tenant: Tenant,
  { id, edit, recordingIndex, createdAt, revertedAt }: EditRow,
  origin: ActivityOrigin & { startS: number },
) {
  // Of an activity that the athlete dated, the recording's clock is another one.
  const movedMs = origin.startedAt.getTime() - origin.startS * 1000
  const at = (timeS: number | null): string | null =>
    timeS === null ? null : new Date(timeS * 1000 + movedMs).toISOString()
  const times = {
    fromAt: 'fromTimeS' in edit ? at(edit.fromTimeS) : edit.op === 'split' ? at(edit.atTimeS) : null,
    toAt: 'toTimeS' in edit ? at(edit.toTimeS) : null,
  }
  const other = edit.op === 'merge' ? await findRecording(tenant, edit.sha256, edit.recordingIndex) : null
  return {
    id,
    op: edit.op,
    ...times,
    sport: edit.op === 'sport' ? edit.sport : null,
    sensor: edit.op === 'silence' ? edit.sensor : null,
    activityId: other?.activityId ?? null,
    madeThis: recordingIndex !== origin.recordingIndex,
    madeAt: createdAt.toISOString(),
    revertedAt: revertedAt?.toISOString() ?? null,
  }
}

type FileOrigin = ActivityOrigin & { rawFileId: number; startS: number; endS: number }

async function originOf(tenant: Tenant, activityId: number) {
  const origin = await getActivityOrigin(tenant, activityId)
  const stored = await getStoredRecording(tenant, activityId)
  return { ...origin, startS: stored!.startTimeS, endS: stored!.endTimeS }
}

/** Locks are taken in one order everywhere: the raw file, the athlete, then activities. */
async function lockRecording(tenant: Tenant, activityId: number): Promise<FileOrigin> {
  const { rawFileId } = await getActivityOrigin(tenant, activityId)
  if (rawFileId === null) throw new AppError('conflict', 'there is no recording to edit')
  await lockRawFile(tenant, rawFileId)
  await lockAthlete(tenant)
  return { ...(await originOf(tenant, activityId)), rawFileId }
}

async function toEdit(tenant: Tenant, origin: FileOrigin, request: EditRequest): Promise<RecordingEdit> {
  const { startS, endS } = origin
  const at = (seconds: number): number => startS + seconds
  switch (request.op) {
    case 'sport':
      return request
    case 'trim': {
      const [from, to] = [Math.max(0, request.fromS), Math.min(endS - startS, request.toS)]
      if (to - from < LEAST_S) throw refused('less than ten seconds would be left')
      return { op: 'trim', fromTimeS: at(from), toTimeS: at(to) }
    }
    case 'silence': {
      const { sensor, fromS, toS } = request
      if (fromS !== null && toS !== null && toS <= fromS) throw refused('the end is not after the beginning')
      return {
        op: 'silence',
        sensor,
        fromTimeS: fromS === null ? null : at(fromS),
        toTimeS: toS === null ? null : at(toS),
      }
    }
    case 'split': {
      if (request.atS < LEAST_S || request.atS > endS - startS - LEAST_S)
        throw refused('one of the parts would be shorter than ten seconds')
      const newIndex = Math.max(FIRST_SPLIT_INDEX, (await highestIndex(tenant, origin.rawFileId)) + 1)
      return { op: 'split', atTimeS: at(request.atS), newIndex }
    }
    case 'merge':
      return join(tenant, origin, request.activityId)
  }
}

/** The other activity stays, as a recording of this one. */
async function join(tenant: Tenant, origin: FileOrigin, otherId: number): Promise<RecordingEdit> {
  if (otherId === origin.id) throw refused('an activity cannot continue itself')
  const other = await originOf(tenant, otherId)
  if (other.rawFileId === null) throw new AppError('conflict', 'there is no recording to join')
  if (other.rawFileId === origin.rawFileId)
    throw new AppError('conflict', 'both come from one file: take the split back')
  if (other.clock !== origin.clock) throw new AppError('conflict', 'only one of the two knows the time')
  const gapS = Math.max(other.startS - origin.endS, origin.startS - other.endS)
  if (gapS < -OVERLAP_S || gapS > FARTHEST_S) throw refused('the two do not follow one another')
  const { sha256 } = await getRawFile(tenant, other.rawFileId)
  await decideDuplicate(tenant, otherId, origin.id)
  await markDaysDirty(tenant, [other.localDate])
  return { op: 'merge', sha256, recordingIndex: other.recordingIndex }
}

/** What was joined stands for itself again. */
async function release(tenant: Tenant, edit: RecordingEdit & { op: 'merge' }): Promise<void> {
  const other = await findRecording(tenant, edit.sha256, edit.recordingIndex)
  if (!other) return
  await decideDuplicate(tenant, other.activityId, null)
  const { localDate } = await getActivityOrigin(tenant, other.activityId)
  await markDaysDirty(tenant, [localDate, ...(await resolveDuplicates(tenant, [other.activityId]))])
}

const refused = (reason: string): AppError => new AppError('invalid_input', reason, { details: { reasons: [reason] } })
