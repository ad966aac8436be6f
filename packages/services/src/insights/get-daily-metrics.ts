import { listDaily } from '@rc/db/queries/insights'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { toDailySeries } from './daily-series.ts'

/** Series of the day metrics that `ids` names, comma separated, in that order; unknown ones are left out. */
export async function getDailyMetrics(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { ids, from, to }: { ids: string; from: LocalDate; to: LocalDate },
) {
  const wanted = [...new Set(ids.split(',').map((id) => id.trim()))]
  const rows = await deps.database.asUser(userId, (tenant) => listDaily(tenant, wanted, from, to))
  return { series: toDailySeries(rows) }
}
