import type { JobKind } from './kinds.ts'

/** Transport of job ids; losing its content loses nothing, because the reconciler offers every due job again. */
export interface JobQueue {
  /** Announces jobs that already stand in `sync_jobs`. Never throws: a lost announcement is found by the reconciler. */
  announce(jobs: { id: number; kind: JobKind; attempts: number }[]): Promise<void>
  close(): Promise<void>
}
