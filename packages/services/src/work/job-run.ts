import type { Tenant } from '@rc/db'
import { finishJob as finishRow, requeueJob, type HeldJob } from '@rc/db/queries/jobs'
import type { ErrorCode } from '@rc/domain'
import type { JobKind, JobPayload } from '@rc/jobs'

/** A job that this worker holds. */
export interface ClaimedJob<K extends JobKind = JobKind> extends HeldJob {
  kind: K
  userId: number
  payload: JobPayload<K>
  /** Where an earlier attempt left off. */
  progress: Record<string, unknown>
  attempts: number
}

declare const ended: unique symbol
/** Only `finishJob` and `putBack` make one, so that a handler cannot forget to say how its job ended. */
export interface JobEnded {
  [ended]: true
}

/** Says, in the same transaction as the work's last rows, that the job is done. A lost lease rolls both back. */
export async function finishJob(tenant: Tenant, job: HeldJob): Promise<JobEnded> {
  await finishRow(tenant, job)
  return {} as JobEnded
}

/** Not done, and not to be counted as an attempt: later (`Infinity`: when somebody frees it). */
export async function putBack(tenant: Tenant, job: HeldJob, delayS: number): Promise<JobEnded> {
  await requeueJob(tenant, job, { delayS, spent: false })
  return {} as JobEnded
}

export interface JobHandler<K extends JobKind, Needs> {
  /** `signal` fires when the worker stops or has lost the job: work of many steps looks at it between two of them. */
  run(deps: Needs, job: ClaimedJob<K>, signal: AbortSignal): Promise<JobEnded>
  /** What else has to be noted when it has failed for good, in the same transaction. */
  onFailure?(tenant: Tenant, job: ClaimedJob<K>, failure: { code: ErrorCode; reasons: string[] }): Promise<void>
}
