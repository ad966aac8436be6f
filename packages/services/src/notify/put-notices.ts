import type { Tenant } from '@rc/db'
import { listChannels } from '@rc/db/queries/notifications'
import type { JobAnnouncement, JobPayload } from '@rc/jobs'
import { putJob } from '../work/put-job.ts'

type About = Omit<JobPayload<'own.notice.send'>, 'kind' | 'date'>

/** Has the athlete told by whatever they have chosen to be told by; once while `key` stands for the same news. */
export async function putNotices(tenant: Tenant, about: About, key: string): Promise<JobAnnouncement[]> {
  const jobs: JobAnnouncement[] = []
  for (const { kind, isEnabled } of await listChannels(tenant))
    if (isEnabled) jobs.push(await putJob(tenant, 'own.notice.send', { kind, date: null, ...about }, `${kind} ${key}`))
  return jobs
}
