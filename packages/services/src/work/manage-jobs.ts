import { AppError, type ErrorCode } from '@rc/domain'
import type { JobKind, JobPayload } from '@rc/jobs'
import type { Deps } from '../deps.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export interface SyncJobView {
  id: number
  kind: string
  subject: string | null
  state: JobState
  attempts: number
  maxAttempts: number
  runAfter: string
  errorCode: ErrorCode | null
  startedAt: string | null
  finishedAt: string | null
  createdAt: string
}

type Part = Pick<Deps, 'database' | 'queue' | 'log'>
const later = () => new AppError('internal', 'not built yet')

export async function listJobs(
  _deps: Part,
  _userId: number,
  _page: { cursor: string | undefined; limit: number; state: JobState | undefined },
): Promise<{
  jobs: SyncJobView[]
  counts: { queued: number; running: number; failed: number }
  nextCursor: string | null
}> {
  throw later()
}
export async function rerunJob(_deps: Part, _userId: number, _id: number): Promise<SyncJobView> {
  throw later()
}
/** Puts work into `sync_jobs` and announces it; an unfinished job of the kind with this key is returned instead of a second one. */
export async function enqueueJob<K extends JobKind>(
  _deps: Part,
  _userId: number,
  _kind: K,
  _payload: JobPayload<K>,
  _dedupeKey: string,
): Promise<{ id: number }> {
  throw later()
}
