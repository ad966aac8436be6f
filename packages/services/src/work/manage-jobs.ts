import { countJobs, getJob, listJobs as listRows, restartJob, type JobRow, type JobState } from '@rc/db/queries/jobs'
import { setItemState } from '@rc/db/queries/imports'
import { AppError, type ErrorCode } from '@rc/domain'
import { jobKinds, type JobKind, type JobPayload } from '@rc/jobs'
import type { Deps } from '../deps.ts'
import { readIdCursor } from './id-cursor.ts'
import { notifyUser } from './notify-user.ts'
import { announcements, putJob } from './put-job.ts'

export type { JobState }

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

export interface JobPage {
  jobs: SyncJobView[]
  counts: { queued: number; running: number; failed: number }
  nextCursor: string | null
}

type Needs = Pick<Deps, 'database' | 'queue' | 'log'>

/** Newest first. */
export async function listJobs(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  page: { cursor?: string | undefined; limit: number; state?: JobState | undefined },
): Promise<JobPage> {
  return database.asUser(userId, async (tenant) => {
    const rows = await listRows(tenant, {
      beforeId: readIdCursor(page.cursor),
      limit: page.limit + 1,
      state: page.state ?? null,
    })
    const jobs = rows.slice(0, page.limit).map(presentJob)
    return {
      jobs,
      counts: await countJobs(tenant),
      nextCursor: rows.length > page.limit ? String(jobs.at(-1)!.id) : null,
    }
  })
}

/** Gives a failed job a new start. Throws `not_found`, and `conflict` when it has not failed or its work waits already. */
export async function rerunJob({ database, queue }: Needs, userId: number, id: number): Promise<SyncJobView> {
  const { view, job } = await database.asUser(userId, async (tenant) => {
    if (!(await getJob(tenant, id))) throw new AppError('not_found', 'no such job')
    const restarted = await restartJob(tenant, id)
    if (!restarted) throw new AppError('conflict', 'only work that has failed can be run again')
    const parsed = jobKinds['import.file.read'].payload.safeParse(restarted.payload)
    if (restarted.kind === 'import.file.read' && parsed.success && parsed.data.itemId !== null)
      await setItemState(tenant, parsed.data.itemId, { state: 'queued' })
    await notifyUser(tenant, { type: 'job', jobId: id })
    return { view: presentJob((await getJob(tenant, id))!), job: restarted }
  })
  await queue.announce(announcements([job]))
  return view
}

/** Puts work into `sync_jobs` and announces it; unfinished work of this kind with this key is the same work. */
export async function enqueueJob<K extends JobKind>(
  { database, queue }: Needs,
  userId: number,
  kind: K,
  payload: JobPayload<K>,
  dedupeKey: string,
): Promise<{ id: number }> {
  const job = await database.asUser(userId, (tenant) => putJob(tenant, kind, payload, dedupeKey))
  await queue.announce([job])
  return { id: job.id }
}

const presentJob = (row: JobRow): SyncJobView => ({
  ...row,
  runAfter: row.runAfter.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
})
