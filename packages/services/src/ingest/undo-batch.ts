import type { Deps } from '../deps.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { removeBatch } from './manage-imports.ts'

/** Finishes taking an import back, should the process that began it have ended. */
export async function undoBatch(
  deps: Pick<Deps, 'database' | 'rawStore'>,
  job: ClaimedJob<'import.batch.undo'>,
  signal: AbortSignal,
): Promise<JobEnded> {
  await removeBatch(deps, job.userId, job.payload.batchId, signal)
  return deps.database.asUser(job.userId, (tenant) => finishJob(tenant, job))
}
