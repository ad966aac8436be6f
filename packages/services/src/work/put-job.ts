import type { Tenant } from '@rc/db'
import { insertJob, type DueJob } from '@rc/db/queries/jobs'
import { jobKinds, type JobAnnouncement, type JobKind, type JobPayload } from '@rc/jobs'

/**
 * Puts work into `sync_jobs` inside the caller's transaction; what is returned is announced after it has committed. Work
 * of this kind with this key that is not finished yet is the same work.
 */
export async function putJob<K extends JobKind>(
  tenant: Tenant,
  kind: K,
  payload: JobPayload<K>,
  dedupeKey: string,
  delayS = 0,
): Promise<JobAnnouncement> {
  const { maxAttempts } = jobKinds[kind]
  const job = await insertJob(tenant, { kind, payload, dedupeKey, maxAttempts, delayS })
  return { id: job.id, kind, attempts: job.attempts }
}

/** Rows of `sync_jobs` as the queue takes them; kinds that this version does not know are left to one that does. */
export const announcements = (rows: DueJob[]): JobAnnouncement[] =>
  rows.flatMap(({ id, kind, attempts }) => (isJobKind(kind) ? [{ id, kind, attempts }] : []))

export const isJobKind = (kind: string): kind is JobKind => kind in jobKinds
