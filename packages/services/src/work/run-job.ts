import { setTimeout } from 'node:timers/promises'
import { claimJob, failJob, requeueJob, type ClaimedRow, type JobError } from '@rc/db/queries/jobs'
import { AppError } from '@rc/domain'
import { jobKinds, type JobKind } from '@rc/jobs'
import type { Deps } from '../deps.ts'
import { isStoreAway } from '../health/is-store-away.ts'
import type { ClaimedJob, JobHandler } from './job-run.ts'
import type { Leases } from './leases.ts'
import { notifyUser } from './notify-user.ts'
import { isJobKind } from './put-job.ts'
import { retryDelayS } from './retry-delay.ts'

/** How long a worker rests that cannot reach its database. */
const PAUSE_MS = 1_000

export type JobHandlers<Needs> = { [K in JobKind]: JobHandler<K, Needs> }

/**
 * Takes one job, if it is still to be had, and does it. What comes of it is written into `sync_jobs`: done by the handler
 * with its last rows, else waiting again after a pause, or failed for good. Never throws; when even that cannot be
 * written, the lease runs out and somebody else takes the job.
 */
export async function runJob<Needs extends Pick<Deps, 'database' | 'log'>>(
  deps: Needs,
  handlers: JobHandlers<Needs>,
  leases: Leases,
  jobId: number,
): Promise<void> {
  const { database, log } = deps
  try {
    const row = await claimJob(database, jobId, leases.owner, leases.seconds)
    if (!row) return
    const signal = leases.hold(row)
    try {
      await doJob(deps, handlers, row, signal)
    } catch (error) {
      await noteFailure(deps, handlers, row, error, leases)
    } finally {
      leases.drop(row.id)
    }
  } catch (error) {
    log.warn({ err: error, jobId }, 'the outcome of a job could not be noted')
    // Without a database there is nothing to be done; the queue need not be emptied to find that out.
    await setTimeout(PAUSE_MS)
  }
}

async function doJob<Needs>(deps: Needs, handlers: JobHandlers<Needs>, row: ClaimedRow, signal: AbortSignal) {
  if (!isJobKind(row.kind)) throw new AppError('internal', `nobody does ${row.kind}`)
  // The attempt that is counted now is one more than was ever allowed: all of them ended with the worker's death.
  if (row.attempts > row.maxAttempts) throw new AppError('internal', `a worker died ${row.maxAttempts} times of this`)
  await handlerOf(handlers, row.kind).run(deps, claimedJob(row, row.kind), signal)
}

async function noteFailure<Needs extends Pick<Deps, 'database' | 'log'>>(
  { database, log }: Needs,
  handlers: JobHandlers<Needs>,
  row: ClaimedRow,
  cause: unknown,
  leases: Leases,
): Promise<void> {
  const error = describe(cause)
  const about = { jobId: row.id, kind: row.kind, attempts: row.attempts, code: error.code }
  if (leases.stopping) {
    log.info(about, 'job put back, the worker stops')
    await database.asUser(row.userId, (tenant) => requeueJob(tenant, row, { delayS: 0, spent: false }))
  } else if (error.retry && row.attempts < row.maxAttempts) {
    const delayS = retryDelayS(row.attempts)
    log.warn({ ...about, err: cause, delayS }, 'job will be tried again')
    await database.asUser(row.userId, (tenant) => requeueJob(tenant, row, { delayS, spent: true, error }))
  } else {
    // What cannot be read is told to the athlete and no fault of ours.
    if (error.code === 'file_unreadable') log.info({ ...about, reasons: error.reasons }, 'file unreadable')
    else log.error({ ...about, err: cause }, 'job failed')
    await database.asUser(row.userId, async (tenant) => {
      await failJob(tenant, row, error)
      if (isJobKind(row.kind))
        await handlerOf(handlers, row.kind).onFailure?.(tenant, claimedJob(row, row.kind), {
          code: error.code,
          reasons: error.reasons,
        })
      await notifyUser(tenant, { type: 'job', jobId: row.id })
    })
  }
}

/** What a failure is called. What nobody foresaw is worth another try; a lost server is not the job's doing. */
function describe(cause: unknown): JobError & { retry: boolean; reasons: string[] } {
  if (cause instanceof AppError) {
    const given = cause.details['reasons']
    const reasons = Array.isArray(given) ? given.map(String) : cause.code === 'file_unreadable' ? [cause.message] : []
    return { code: cause.code, message: cause.message, retry: cause.retry, reasons }
  }
  const message = cause instanceof Error ? cause.message : String(cause)
  return { code: isStoreAway(cause) ? 'unavailable' : 'internal', message, retry: true, reasons: [] }
}

const handlerOf = <Needs>(handlers: JobHandlers<Needs>, kind: JobKind) =>
  handlers[kind] as unknown as JobHandler<JobKind, Needs>

function claimedJob(row: ClaimedRow, kind: JobKind): ClaimedJob {
  const payload = jobKinds[kind].payload.parse(row.payload)
  return { ...row, kind, payload }
}
