import { isWorthNotice } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { lockHeldJob } from '@rc/db/queries/jobs'
import { hasMorningBegun, type Assessment } from '@rc/db/queries/mornings'
import { listChannels, readLastNotice } from '@rc/db/queries/notifications'
import type { JobAnnouncement } from '@rc/jobs'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { putJob } from '../work/put-job.ts'
import { checkMorning } from './check-morning.ts'

/** The job of a morning: looks at it, or once more at one that has begun, and sends word where there is something new. */
export async function runMorning(
  { database, queue, now }: Pick<Deps, 'database' | 'queue' | 'now'>,
  job: ClaimedJob<'own.morning.check'>,
): Promise<JobEnded> {
  const [ended, notices] = await database.asUser(job.userId, async (tenant) => {
    const { today } = await readToday(tenant, now())
    await lockHeldJob(tenant, job)
    const found = (await hasMorningBegun(tenant, today)) ? await checkMorning(tenant, now(), today) : null
    const puts = found ? await putNotices(tenant, found) : []
    return [await finishJob(tenant, job), puts] as const
  })
  await queue.announce(notices)
  return ended
}

async function putNotices(tenant: Tenant, { localDate, level }: Assessment): Promise<JobAnnouncement[]> {
  const notices: JobAnnouncement[] = []
  for (const { kind, isEnabled } of await listChannels(tenant)) {
    if (!isEnabled || !isWorthNotice(level, localDate, await readLastNotice(tenant, kind))) continue
    notices.push(await putJob(tenant, 'own.notice.send', { kind, date: localDate }, `${kind} ${localDate}`))
  }
  return notices
}
