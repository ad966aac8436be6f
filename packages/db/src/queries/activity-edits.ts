import type { PlacedEdit } from '@rc/domain'
import { and, asc, eq, getTableColumns, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { activityEdits } from '../schema/index.ts'

export type EditRow = typeof activityEdits.$inferSelect

/** Every edit of one recording, taken back or not, in the order in which they were made; the split that made it included. */
export function listEdits(
  { tx, userId }: Tenant,
  { rawFileId, recordingIndex }: { rawFileId: number; recordingIndex: number },
): Promise<EditRow[]> {
  return tx
    .select(getTableColumns(activityEdits))
    .from(activityEdits)
    .where(
      and(
        eq(activityEdits.userId, userId),
        eq(activityEdits.rawFileId, rawFileId),
        or(
          eq(activityEdits.recordingIndex, recordingIndex),
          sql`(${activityEdits.edit} ->> 'newIndex')::int = ${recordingIndex}`,
        ),
      ),
    )
    .orderBy(asc(activityEdits.id))
}

export async function insertEdit(
  { tx, userId }: Tenant,
  row: PlacedEdit & { rawFileId: number; revertedAt?: Date | null },
): Promise<number> {
  const [made] = await tx
    .insert(activityEdits)
    .values({ userId, ...row })
    .returning({ id: activityEdits.id })
  return made!.id
}

/** The edit that was taken back; null when there is none, or it was before. */
export async function revertEdit({ tx, userId }: Tenant, id: number): Promise<EditRow | null> {
  const [row] = await tx
    .update(activityEdits)
    .set({ revertedAt: sql`now()` })
    .where(and(eq(activityEdits.userId, userId), eq(activityEdits.id, id), isNull(activityEdits.revertedAt)))
    .returning()
  return row ?? null
}

/** The highest number that a recording of the file, or a part split off one, ever had. */
export async function highestIndex({ sql: ask }: Tenant, rawFileId: number): Promise<number> {
  const [row] = await ask<{ highest: number | null }[]>`
    select greatest(
      (select max(recording_index) from activities where raw_file_id = ${rawFileId}),
      (select max((edit ->> 'newIndex')::int) from activity_edits where raw_file_id = ${rawFileId})) as highest`
  return row?.highest ?? 0
}

/** The recording of those bytes. */
export async function findRecording(
  { sql: ask }: Tenant,
  sha256: string,
  recordingIndex: number,
): Promise<{ rawFileId: number; activityId: number } | null> {
  const [row] = await ask<{ rawFileId: number; activityId: number }[]>`
    select f.id as "rawFileId", a.id as "activityId" from garmin_raw_files f
    join activities a on a.raw_file_id = f.id and a.recording_index = ${recordingIndex} where f.sha256 = ${sha256}`
  return row ?? null
}

/** Other files of which a recording was joined with one of this file. */
export async function listJoinedWith({ sql: ask }: Tenant, rawFileId: number): Promise<number[]> {
  const rows = await ask<{ id: number }[]>`
    select distinct e.raw_file_id as id from activity_edits e join garmin_raw_files f on f.sha256 = e.edit ->> 'sha256'
    where f.id = ${rawFileId} and e.raw_file_id <> f.id and e.reverted_at is null and e.edit ->> 'op' = 'merge'`
  return rows.map(({ id }) => id)
}

/** Files of an import of which a recording was joined with one that may have been read after it. */
export async function listJoinedOfBatch({ sql: ask }: Tenant, batchId: number): Promise<number[]> {
  const rows = await ask<{ id: number }[]>`
    select distinct f.id from activity_edits e join garmin_raw_files f on f.id = e.raw_file_id
    where f.import_batch_id = ${batchId} and e.reverted_at is null and e.edit ->> 'op' = 'merge'`
  return rows.map(({ id }) => id)
}
