import { intensityDistribution } from '@rc/analytics'
import { listZoneDays } from '@rc/db/queries/performance'
import { addDays, mondayOf, sportsOf } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { firstMonday } from '../insights/week-totals.ts'

type ZoneDay = Awaited<ReturnType<typeof listZoneDays>>[number]

function presentSum(days: readonly ZoneDay[]) {
  const sum = (pick: (day: ZoneDay) => number): number => days.reduce((total, day) => total + pick(day), 0)
  const seconds: [number, number, number] = [sum(({ z1 }) => z1), sum(({ z2 }) => z2), sum(({ z3 }) => z3)]
  const found = intensityDistribution(...seconds)
  return { seconds, polarizationIndex: found?.polarizationIndex ?? null, kind: found?.kind ?? null }
}

/** Time in three heart-rate zones: the last days together, and each of the last weeks. */
export function getDistribution(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { family, days, weeks }: { family: 'run' | 'bike' | 'swim' | 'all'; days: number; weeks: number },
) {
  return deps.database.asReader(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    const [first, monday] = [addDays(today, 1 - days), firstMonday(today, weeks)]
    const sports = family === 'all' ? null : sportsOf(family)
    const rows = await listZoneDays(tenant, sports, first < monday ? first : monday, today)
    const wanted = rows.filter(({ localDate }) => localDate >= first)
    const byWeek = Map.groupBy(rows, ({ localDate }) => mondayOf(localDate))
    return {
      total: presentSum(wanted),
      missingS: wanted.reduce((sum, { missingS }) => sum + missingS, 0),
      weeks: Array.from({ length: weeks }, (_, week) => {
        const start = addDays(monday, 7 * week)
        return { monday: start, ...presentSum(byWeek.get(start) ?? []) }
      }),
    }
  })
}
