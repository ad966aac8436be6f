import type { Dataset, Door, ErrorCode, LocalDate, Vendor } from '@rc/domain'
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { syncFailures } from '../schema/index.ts'

export type SyncFailureRow = typeof syncFailures.$inferSelect

export interface NewFailure {
  dataset: Dataset
  subject: string
  days: { from: LocalDate; to: LocalDate } | null
  door: Door
  errorCode: ErrorCode
  reason: string
}

const ofVendor = (userId: number, vendor: Vendor) =>
  and(eq(syncFailures.userId, userId), eq(syncFailures.vendor, vendor))

/** Newest first, from below `beforeId` on. */
export async function listFailures(
  { tx, userId }: Tenant,
  vendor: Vendor,
  page: { beforeId: number | null; limit: number },
): Promise<SyncFailureRow[]> {
  return tx
    .select()
    .from(syncFailures)
    .where(and(ofVendor(userId, vendor), page.beforeId === null ? undefined : lt(syncFailures.id, page.beforeId)))
    .orderBy(desc(syncFailures.id))
    .limit(page.limit)
}

export async function countFailures({ tx, userId }: Tenant, vendor: Vendor): Promise<number> {
  return tx.$count(syncFailures, ofVendor(userId, vendor))
}

/** Notes that a question got no answer; returns how often it has not. */
export async function putFailure({ sql, userId }: Tenant, vendor: Vendor, failure: NewFailure): Promise<number> {
  const [row] = await sql<{ attempts: number }[]>`
    insert into sync_failures as f (user_id, vendor, dataset, subject, from_date, to_date, door, error_code, reason)
    values (${userId}, ${vendor}, ${failure.dataset}, ${failure.subject}, ${failure.days?.from ?? null},
      ${failure.days?.to ?? null}, ${failure.door}, ${failure.errorCode}, ${failure.reason})
    on conflict (user_id, vendor, dataset, subject) do update set door = excluded.door, error_code = excluded.error_code,
      reason = excluded.reason, attempts = f.attempts + 1, rerun = false, failed_at = now()
    returning attempts`
  return row!.attempts
}

/** Marks failures to be asked again; null means all. Returns them. */
export async function markRerun(
  { tx, userId }: Tenant,
  vendor: Vendor,
  ids: number[] | null,
): Promise<SyncFailureRow[]> {
  return tx
    .update(syncFailures)
    .set({ rerun: true })
    .where(and(ofVendor(userId, vendor), ids === null ? undefined : inArray(syncFailures.id, ids)))
    .returning()
}

/** What was asked again and answered is no failure any more. */
export async function clearFailures(
  { sql }: Tenant,
  vendor: Vendor,
  dataset: Dataset,
  which: { subject: string } | { from: LocalDate; to: LocalDate },
): Promise<void> {
  if ('subject' in which)
    await sql`delete from sync_failures where vendor = ${vendor} and dataset = ${dataset} and subject = ${which.subject}`
  else
    await sql`
      delete from sync_failures where vendor = ${vendor} and dataset = ${dataset}
        and from_date >= ${which.from} and to_date <= ${which.to}`
}
