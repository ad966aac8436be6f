import { sumByDay } from '@rc/db/queries/insights'
import type { Deps } from '../deps.ts'
import { readToday } from './today.ts'
import { firstMonday, sumWeeks } from './week-totals.ts'

export function getTrends(deps: Pick<Deps, 'database' | 'now'>, userId: number, { weeks }: { weeks: number }) {
  return deps.database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    return { weeks: sumWeeks(await sumByDay(tenant, firstMonday(today, weeks), today), today, weeks) }
  })
}
