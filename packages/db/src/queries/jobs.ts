import { AppError, type ErrorCode } from '@rc/domain'
import type { Database, Tenant } from '../database.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export interface NewJob {
  kind: string
  dedupeKey: string
  payload: Record<string, unknown>
  maxAttempts: number
  /** Not before so many seconds from now; `Infinity` parks it. */
  delayS?: number
}

export interface DueJob {
  id: number
  kind: string
  attempts: number
}

/** A job that this worker holds. */
export interface ClaimedRow extends DueJob {
  userId: number
  payload: Record<string, unknown>
  progress: Record<string, unknown>
  maxAttempts: number
  leaseOwner: string
}

export type HeldJob = Pick<ClaimedRow, 'id' | 'leaseOwner'>
export interface JobError {
  code: ErrorCode
  message: string
}

/**
 * Puts work into the table. Where an unfinished job of the kind has this key, that one is returned: it waits for this
 * transaction before it can call itself done, so that it still sees what this transaction wrote.
 */
export async function insertJob({ sql, userId }: Tenant, job: NewJob): Promise<DueJob> {
  const [row] = await sql<DueJob[]>`
    insert into sync_jobs (user_id, kind, dedupe_key, payload, max_attempts, run_after)
    values (${userId}, ${job.kind}, ${job.dedupeKey}, ${JSON.stringify(job.payload)}::jsonb, ${job.maxAttempts},
      ${dueIn(sql, job.delayS ?? 0)})
    on conflict (user_id, kind, dedupe_key) where state in ('queued', 'running')
      do update set run_after = least(sync_jobs.run_after, excluded.run_after)
    returning id, kind, attempts`
  return row!
}

/** Takes a job if it is due and nobody holds it. */
export async function claimJob(
  { client }: Database,
  id: number,
  owner: string,
  leaseS: number,
): Promise<ClaimedRow | null> {
  const [row] = await client<ClaimedRow[]>`
    select id, user_id as "userId", kind, payload, progress, attempts, max_attempts as "maxAttempts",
      lease_owner as "leaseOwner" from claim_job(${id}, ${owner}, ${leaseS})`
  return row ?? null
}

/** Of these jobs the ones this worker still holds; it holds them for longer now. */
export async function extendLeases(
  { client }: Database,
  ids: number[],
  owner: string,
  leaseS: number,
): Promise<Set<number>> {
  const rows = await client<{ id: number }[]>`select extend_leases(${ids}::bigint[], ${owner}, ${leaseS}) as id`
  return new Set(rows.map((row) => row.id))
}

export const listDueJobs = async ({ client }: Database, limit: number): Promise<DueJob[]> =>
  client<DueJob[]>`select id, kind, attempts from list_due_jobs(${limit})`

// Every change of a running job goes through its lease: a worker that lost it changes nothing, and its work rolls back.

export async function finishJob({ sql }: Tenant, job: HeldJob): Promise<void> {
  const rows = await sql`
    update sync_jobs set state = 'done', finished_at = clock_timestamp(), lease_owner = null, leased_until = null,
      error_code = null, error_message = null
    where id = ${job.id} and state = 'running' and lease_owner = ${job.leaseOwner} returning id`
  requireHeld(rows, job)
}

/**
 * Waits for everybody who is about to ask for the same work again: what they wrote is seen after this, and who comes later
 * makes a job of their own.
 */
export async function lockHeldJob({ sql }: Tenant, job: HeldJob): Promise<void> {
  const rows = await sql`
    select from sync_jobs where id = ${job.id} and state = 'running' and lease_owner = ${job.leaseOwner} for update`
  requireHeld(rows, job)
}

export async function failJob({ sql }: Tenant, job: HeldJob, error: JobError): Promise<void> {
  const rows = await sql`
    update sync_jobs set state = 'failed', finished_at = clock_timestamp(), lease_owner = null, leased_until = null,
      error_code = ${error.code}, error_message = ${error.message}
    where id = ${job.id} and state = 'running' and lease_owner = ${job.leaseOwner} returning id`
  requireHeld(rows, job)
}

export async function saveJobProgress({ sql }: Tenant, job: HeldJob, progress: object): Promise<void> {
  const rows = await sql`
    update sync_jobs set progress = ${JSON.stringify(progress)}::jsonb
    where id = ${job.id} and state = 'running' and lease_owner = ${job.leaseOwner} returning id`
  requireHeld(rows, job)
}

/** Back among those that wait. With `spent: false` the attempt does not count: it was not the job's fault. */
export async function requeueJob(
  { sql }: Tenant,
  job: HeldJob,
  { delayS, spent, error }: { delayS: number; spent: boolean; error?: JobError },
): Promise<void> {
  const rows = await sql`
    update sync_jobs set state = 'queued', lease_owner = null, leased_until = null,
      attempts = attempts - ${spent ? 0 : 1}, run_after = ${dueIn(sql, delayS)},
      error_code = ${error?.code ?? null}, error_message = ${error?.message ?? null}
    where id = ${job.id} and state = 'running' and lease_owner = ${job.leaseOwner} returning id`
  requireHeld(rows, job)
}

function requireHeld(rows: ArrayLike<unknown>, job: HeldJob): void {
  if (rows.length === 0) throw new AppError('conflict', 'the job is no longer held', { details: { jobId: job.id } })
}

const dueIn = (sql: Tenant['sql'], delayS: number) =>
  delayS === Infinity ? sql`'infinity'::timestamptz` : sql`now() + make_interval(secs => ${delayS})`

// The athlete's view of their work.

export interface JobRow {
  id: number
  kind: string
  subject: string | null
  state: JobState
  attempts: number
  maxAttempts: number
  runAfter: Date
  errorCode: ErrorCode | null
  startedAt: Date | null
  finishedAt: Date | null
  createdAt: Date
}

const jobColumns = (sql: Tenant['sql']) => sql`
  j.id, j.kind, f.name as subject, j.state, j.attempts, j.max_attempts as "maxAttempts",
  least(j.run_after, '9999-12-31Z') as "runAfter", j.error_code as "errorCode", j.started_at as "startedAt",
  j.finished_at as "finishedAt", j.created_at as "createdAt"
  from sync_jobs j left join garmin_raw_files f on f.id = (j.payload ->> 'rawFileId')::int`

const withDates = (row: JobRow): JobRow => ({
  ...row,
  runAfter: new Date(row.runAfter),
  startedAt: row.startedAt && new Date(row.startedAt),
  finishedAt: row.finishedAt && new Date(row.finishedAt),
  createdAt: new Date(row.createdAt),
})

/** Newest first, from below `beforeId` on. */
export async function listJobs(
  { sql }: Tenant,
  page: { beforeId: number | null; limit: number; state: JobState | null },
): Promise<JobRow[]> {
  const rows = await sql<JobRow[]>`
    select ${jobColumns(sql)}
    where (${page.beforeId}::bigint is null or j.id < ${page.beforeId})
      and (${page.state}::text is null or j.state = ${page.state})
    order by j.id desc limit ${page.limit}`
  return rows.map(withDates)
}

export async function getJob({ sql }: Tenant, id: number): Promise<JobRow | null> {
  const [row] = await sql<JobRow[]>`select ${jobColumns(sql)} where j.id = ${id}`
  return row ? withDates(row) : null
}

export async function countJobs({ sql }: Tenant): Promise<{ queued: number; running: number; failed: number }> {
  const [row] = await sql<{ queued: number; running: number; failed: number }[]>`
    select count(*) filter (where state = 'queued') as queued, count(*) filter (where state = 'running') as running,
      count(*) filter (where state = 'failed') as failed
    from sync_jobs where state in ('queued', 'running', 'failed')`
  return row!
}

/** Gives a job that ended without success a new start; null when it did not end that way. Throws `conflict` when the same work waits already. */
export async function restartJob(
  { sql }: Tenant,
  id: number,
): Promise<(DueJob & { payload: Record<string, unknown> }) | null> {
  const [twin] = await sql`
    select from sync_jobs j join sync_jobs o using (user_id, kind, dedupe_key)
    where j.id = ${id} and o.id <> j.id and o.state in ('queued', 'running')`
  if (twin) throw new AppError('conflict', 'the same work is waiting already')
  const [row] = await sql<(DueJob & { payload: Record<string, unknown> })[]>`
    update sync_jobs set state = 'queued', attempts = 0, run_after = now(), finished_at = null, error_code = null, error_message = null
    where id = ${id} and state in ('failed', 'cancelled') returning id, kind, attempts, payload`
  return row ?? null
}

/**
 * How many files of the athlete are being read or about to be, as far as `limit`; a vendor that is being asked may bring
 * more of them at any moment and counts like one.
 */
async function countReads({ sql }: Tenant, limit: number): Promise<number> {
  const rows = await sql`
    select from sync_jobs where (kind = 'import.file.read' and (state = 'running' or (state = 'queued' and run_after <= now())))
      or (kind = 'garmin.account.sync' and state = 'running')
    limit ${limit}`
  return rows.length
}

/** The job of a kind that waits or runs, with how far it has come. */
export async function readUnfinished(
  { sql, userId }: Tenant,
  kind: string,
): Promise<{ id: number; progress: Record<string, unknown> } | null> {
  const [row] = await sql<{ id: number; progress: Record<string, unknown> }[]>`
    select id, progress from sync_jobs
    where user_id = ${userId} and kind = ${kind} and state in ('queued', 'running') order by id limit 1`
  return row ?? null
}

export const isImporting = async (tenant: Tenant): Promise<boolean> => (await countReads(tenant, 1)) > 0
/** More than the one that may be asking. */
export const isReadingSeveral = async (tenant: Tenant): Promise<boolean> => (await countReads(tenant, 2)) > 1

/** Parks or frees the waiting jobs of a batch; returns those that may now run. */
export async function parkBatchJobs({ sql }: Tenant, batchId: number, parked: boolean): Promise<DueJob[]> {
  return sql<DueJob[]>`
    update sync_jobs set run_after = ${dueIn(sql, parked ? Infinity : 0)}
    where state = 'queued' and (payload ->> 'itemId')::int in (select id from import_items where batch_id = ${batchId})
    returning id, kind, attempts`
}

export async function cancelBatchJobs({ sql }: Tenant, batchId: number): Promise<void> {
  await sql`
    update sync_jobs set state = 'cancelled', finished_at = now()
    where state = 'queued' and (payload ->> 'itemId')::int in (select id from import_items where batch_id = ${batchId})`
}

/** Nothing new is begun for this athlete; what runs goes on. */
export async function cancelWaitingJobs({ sql }: Tenant): Promise<void> {
  await sql`update sync_jobs set state = 'cancelled', finished_at = now() where state = 'queued'`
}

/** Finished work is of no interest after a while; failures stay. */
export async function forgetDoneJobs({ sql }: Tenant, olderThanDays: number): Promise<void> {
  await sql`delete from sync_jobs where state in ('done', 'cancelled') and finished_at < now() - make_interval(days => ${olderThanDays})`
}

/** The athlete's waiting or running job of a kind that has only one. */
export async function findUnfinishedJob(
  { sql }: Tenant,
  kind: string,
): Promise<{ state: 'queued' | 'running' } | null> {
  const [row] = await sql<{ state: 'queued' | 'running' }[]>`
    select state from sync_jobs where kind = ${kind} and state in ('queued', 'running') limit 1`
  return row ?? null
}

/** Whether work of one of these kinds is free to begin, or will be within so many seconds. */
export async function isAnyDue({ sql }: Tenant, kinds: string[], withinS: number): Promise<boolean> {
  const [row] = await sql<{ isDue: boolean }[]>`
    select exists (select from sync_jobs where kind = any(${kinds}::text[]) and state = 'queued'
      and run_after <= now() + make_interval(secs => ${withinS})) as "isDue"`
  return row!.isDue
}

/** Whatever a job waited for, it need not wait any longer. */
export async function freeJob({ sql }: Tenant, id: number): Promise<void> {
  await sql`update sync_jobs set run_after = now() where id = ${id} and state = 'queued' and run_after > now()`
}
