import { routeVersion } from '@rc/analytics'
import { clearDirtyDays, readDirtyDays } from '@rc/db/queries/ingestion-state'
import { isImporting, lockHeldJob } from '@rc/db/queries/jobs'
import { hasApprovedPlan } from '@rc/db/queries/plans'
import { getAthleteContext } from '@rc/db/queries/raw'
import { hasUnmatched } from '@rc/db/queries/routes'
import { addDays, localDateOf } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { refreshMorning } from '../morning/refresh-morning.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { makeDays } from './make-days.ts'
import { refreshSrpeScale } from './srpe-scale.ts'

/** While files are being read, the days wait for the last of them, but no longer than this. */
const PATIENCE_S = 60
const LOOK_AGAIN_S = 2

/**
 * Makes the daily numbers true again from the first day on which something changed; writes the rows that differ. What
 * lies before is not read again: the averages go on from where the stored rows left them.
 */
export async function recomputeDaily(
  { database, now }: Pick<Deps, 'database' | 'now'>,
  job: ClaimedJob<'own.daily.recompute'>,
): Promise<JobEnded> {
  return database.asUser(job.userId, async (tenant) => {
    const dirty = await readDirtyDays(tenant)
    if (!dirty) return finishJob(tenant, job)
    if (dirty.waitingS < PATIENCE_S && (await isImporting(tenant))) return putBack(tenant, job, LOOK_AGAIN_S)

    const { timeZone } = await getAthleteContext(tenant)
    const yesterday = addDays(localDateOf(now().getTime() / 1000, timeZone), -1)
    const changed = await makeDays(tenant, dirty.from, yesterday)
    if (changed > 0) {
      await notifyUser(tenant, { type: 'metrics', from: dirty.from })
      await refreshMorning(tenant)
    }
    await refreshSrpeScale(tenant, addDays(yesterday, 1))
    if (await hasUnmatched(tenant, routeVersion)) await putJob(tenant, 'own.routes.match', {}, 'routes')
    if (await hasApprovedPlan(tenant)) await putJob(tenant, 'own.plans.assess', {}, 'plans')

    await lockHeldJob(tenant, job)
    return (await clearDirtyDays(tenant, dirty.seq)) ? finishJob(tenant, job) : putBack(tenant, job, LOOK_AGAIN_S)
  })
}
