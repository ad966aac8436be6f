import { noteDayClosed } from '@rc/db/queries/ingestion-state'
import { forgetDoneJobs } from '@rc/db/queries/jobs'
import { getAthleteContext } from '@rc/db/queries/raw'
import { listUserIds } from '@rc/db/queries/users'
import { addDays, localDateOf } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { putJob } from '../work/put-job.ts'
import { markDaysDirty } from './mark-days-dirty.ts'

/** Finished jobs are of interest for about a month. */
const REMEMBER_DAYS = 30

/**
 * After each athlete's midnight, once: the day that ended is computed, numbers that are stale for whatever reason are
 * found, and old finished jobs are forgotten. May be called as often as one likes.
 */
export async function closeDays({ database, queue, now }: Pick<Deps, 'database' | 'queue' | 'now'>): Promise<void> {
  for (const userId of await listUserIds(database)) {
    const job = await database.asUser(userId, async (tenant) => {
      const { timeZone } = await getAthleteContext(tenant)
      const ended = addDays(localDateOf(now().getTime() / 1000, timeZone), -1)
      if (!(await noteDayClosed(tenant, ended))) return null
      await forgetDoneJobs(tenant, REMEMBER_DAYS)
      await markDaysDirty(tenant, [ended])
      return putJob(tenant, 'own.metrics.recompute', {}, 'metrics')
    })
    if (job) await queue.announce([job])
  }
}
