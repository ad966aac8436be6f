import type { LocalDate } from '@rc/domain'

const dayMs = 86_400_000
const dayNumber = (date: LocalDate): number => Date.parse(date) / dayMs
const dateOf = (day: number): LocalDate => new Date(day * dayMs).toISOString().slice(0, 10)

export interface DayLoad {
  date: LocalDate
  /** Sum of the known values; 0 on a rest day, a true zero. */
  load: number
  activities: number
  /** How many of them have no value. */
  unknown: number
}

/**
 * One entry per calendar day from `first` to `last`, rest days included: rolling metrics must see zeros. A day with an
 * activity of unknown load is incomplete (`unknown` > 0), which is not a rest day. Activities outside are left out.
 * Dates are the athlete's own, so a change of summer time is still one day. Source: science.md 0.3, 6.
 */
export function densify(
  activities: readonly { date: LocalDate; value: number | null }[],
  first: LocalDate,
  last: LocalDate,
): DayLoad[] {
  const start = dayNumber(first)
  const days: DayLoad[] = []
  for (let day = start; day <= dayNumber(last); day++) {
    days.push({ date: dateOf(day), load: 0, activities: 0, unknown: 0 })
  }
  for (const { date, value } of activities) {
    const day = days[dayNumber(date) - start]
    if (day === undefined) continue
    day.activities++
    if (value === null) day.unknown++
    else day.load += value
  }
  return days
}
