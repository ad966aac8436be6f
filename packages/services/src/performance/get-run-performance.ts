import { runPerformance } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listFastestEfforts, readLastDay } from '@rc/db/queries/performance'
import { addDays, daysBetween, sportsOf, type LocalDate, type Sport } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'

const EVIDENCE_DAYS = 365
const FRESH_DAYS = 90
/** A treadmill knows its speed too badly. */
const outdoors: Sport[] = ['run', 'trail_run']

/** VDOT, paces and expected times as of `today`. */
export async function readRunPerformance(tenant: Tenant, today: LocalDate) {
  const [ofYear, fresh, lastRun] = await Promise.all([
    listFastestEfforts(tenant, outdoors, addDays(today, 1 - EVIDENCE_DAYS)),
    listFastestEfforts(tenant, outdoors, addDays(today, 1 - FRESH_DAYS)),
    readLastDay(tenant, sportsOf('run')),
  ])
  const older = ofYear.filter(({ localDate }) => daysBetween(localDate, today) >= FRESH_DAYS)
  return runPerformance([...fresh, ...older], today, lastRun)
}

export function getRunPerformance(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  return deps.database.asReader(userId, async (tenant) =>
    readRunPerformance(tenant, (await readToday(tenant, deps.now())).today),
  )
}
