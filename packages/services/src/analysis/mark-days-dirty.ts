import type { Tenant } from '@rc/db'
import { markDaysDirty as markRows } from '@rc/db/queries/ingestion-state'
import { isReadingSeveral } from '@rc/db/queries/jobs'
import type { LocalDate } from '@rc/domain'
import type { JobAnnouncement } from '@rc/jobs'
import { putJob } from '../work/put-job.ts'

/** An import of many files is answered with few recomputations. */
const DEBOUNCE_S = 2

/**
 * The earliest of these days and all after it are computed anew: at once after a single file, soon while there are more.
 * What is returned is due and may be announced after the commit; the reconciler finds it otherwise.
 */
export async function markDaysDirty(tenant: Tenant, days: (LocalDate | null)[]): Promise<JobAnnouncement | null> {
  const known = days.filter((day) => day !== null).sort()
  const [from] = known
  if (from === undefined) return null
  const delayS = (await isReadingSeveral(tenant)) ? DEBOUNCE_S : 0
  // The job first, as the recomputation locks it first; otherwise each would wait for the other.
  const [job] = await Promise.all([putJob(tenant, 'own.daily.recompute', {}, 'daily', delayS), markRows(tenant, from)])
  return delayS > 0 ? null : job
}
