import { sumActivityMonths } from '@rc/db/queries/activities'
import type { Deps } from '../deps.ts'
import { toFilter, type ListQuery } from './activity-filter.ts'

/** How much there is of what a list would hold, as a whole and month by month; null where nothing says so. */
export async function sumActivities(deps: Pick<Deps, 'database'>, userId: number, query: ListQuery) {
  const filter = toFilter(query)
  const months = await deps.database.asUser(userId, (tenant) => sumActivityMonths(tenant, filter))
  const sum = (key: 'distanceM' | 'timerS' | 'load'): number | null => {
    const known = months.flatMap((month) => month[key] ?? [])
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
  }
  return {
    count: months.reduce((total, { count }) => total + count, 0),
    distanceM: sum('distanceM'),
    timerS: sum('timerS'),
    load: sum('load'),
    months,
  }
}
