import { readHistoryState } from '@rc/db/queries/insights'
import { listKnownDays, listSportDays, type SportDays } from '@rc/db/queries/year-days'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from '../recovery/require-range.ts'

/** What was done day by day, sport by sport, and which other days are known to have been for rest. */
export function getYearDays(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
) {
  requireRange({ from, to })
  return deps.database.asReader(userId, async (tenant) => {
    const [{ firstDate }, sports, known] = await Promise.all([
      readHistoryState(tenant),
      listSportDays(tenant, from, to),
      listKnownDays(tenant, from, to),
    ])
    return { from, to, firstDate, known, sports: sports.map(shorten) }
  })
}

/** A decimal and no more: ten years of days are a long answer. */
const shorten = (column: SportDays): SportDays => ({
  ...column,
  timerS: column.timerS.map(toTenth),
  distanceM: column.distanceM.map(toTenth),
  ascentM: column.ascentM.map(toTenth),
  load: column.load.map(toTenth),
})
const toTenth = (value: number | null): number | null => (value === null ? null : Math.round(10 * value) / 10)
