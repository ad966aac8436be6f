import type { Tenant } from '@rc/db'
import { markDaysDirty as markRows } from '@rc/db/queries/ingestion-state'
import type { LocalDate } from '@rc/domain'
import { putJob } from '../work/put-job.ts'

/** An import of many files is answered with few recomputations. */
const DEBOUNCE_S = 2

/** The earliest of these days and all after it are computed anew, soon. */
export async function markDaysDirty(tenant: Tenant, days: (LocalDate | null)[]): Promise<void> {
  const known = days.filter((day) => day !== null).sort()
  const [from] = known
  if (from === undefined) return
  await Promise.all([markRows(tenant, from), putJob(tenant, 'own.daily.recompute', {}, 'daily', DEBOUNCE_S)])
}
