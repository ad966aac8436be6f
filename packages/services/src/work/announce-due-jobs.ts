import { listDueJobs } from '@rc/db/queries/jobs'
import type { Deps } from '../deps.ts'
import { announcements } from './put-job.ts'

/** The reconciler: offers every job that is due and that no living worker holds, whatever the queue still knows of it. */
export async function announceDueJobs({ database, queue }: Pick<Deps, 'database' | 'queue'>): Promise<number> {
  const due = announcements(await listDueJobs(database, 1_000))
  await queue.announce(due)
  return due.length
}
