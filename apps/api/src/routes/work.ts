import * as contract from '@rc/contract'
import { getIngestStatus } from '@rc/services/ingest/get-ingest-status'
import { enqueueJob, listJobs, rerunJob } from '@rc/services/work/manage-jobs'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

const jobOfTask = { scan_folder: 'import.folder.scan', reparse: 'own.raw.reparse' } as const

export function mountWork(mount: Mount, deps: ApiDeps): void {
  mount(contract.listJobs, ({ userId, query }) =>
    listJobs(deps, userId, { ...query, cursor: query.cursor, state: query.state }),
  )
  mount(contract.rerunJob, ({ userId, params }) => rerunJob(deps, userId, params.id))
  mount(contract.getIngestStatus, ({ userId }) => getIngestStatus(deps, userId))
  mount(contract.runIngest, async ({ userId, body }) => {
    const { id } = await enqueueJob(deps, userId, jobOfTask[body.task], {}, body.task)
    return { jobId: id }
  })
}
