import { computeDaily, lookBackDays } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listDayLoads, readFirstDay, replaceDailyMetrics } from '@rc/db/queries/metrics-write'
import { addDays, type LocalDate } from '@rc/domain'
import { readStanding } from './read-standing.ts'

const sinceEver = '0001-01-01'
/** As many are in memory at a time: one watch that believes in 1912 makes a history of forty thousand. */
const SLICE_DAYS = 1461

/** The rows of every day from `dirtyFrom` on, some years at a time, the earliest first. Returns how many were touched. */
export async function makeDays(
  tenant: Tenant,
  dirtyFrom: LocalDate,
  yesterday: LocalDate,
  sliceDays = SLICE_DAYS,
): Promise<number> {
  const standingBefore = (day: LocalDate) => readStanding(tenant, addDays(day, -lookBackDays - 1))
  let standing = await standingBefore(dirtyFrom)
  // Nothing to go on from: all is made anew.
  let from = standing ? dirtyFrom : sinceEver
  let first = standing ? dirtyFrom : ((await readFirstDay(tenant)) ?? yesterday)
  let changed = 0
  for (;;) {
    const end = addDays(first, sliceDays - 1)
    const to = end < yesterday ? end : null
    const loads = await listDayLoads(tenant, { from: standing ? addDays(standing.date, 1) : sinceEver, to })
    changed += await replaceDailyMetrics(tenant, { from, to }, computeDaily(loads, to ?? yesterday, standing))
    if (to === null) return changed
    from = first = addDays(to, 1)
    standing = await standingBefore(from)
  }
}
