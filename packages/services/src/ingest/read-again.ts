import type { Tenant } from '@rc/db'
import type { JobAnnouncement } from '@rc/jobs'
import { putJob } from '../work/put-job.ts'

/** Has files read anew, as if they had just come in; to be announced after the commit. */
export const readAgain = (tenant: Tenant, rawFileIds: number[]): Promise<JobAnnouncement[]> =>
  Promise.all(
    rawFileIds.map((rawFileId) => putJob(tenant, 'import.file.read', { rawFileId, itemId: null }, String(rawFileId))),
  )
