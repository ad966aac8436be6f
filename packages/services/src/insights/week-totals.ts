import type { DayTotals } from '@rc/db/queries/insights'
import { addDays, mondayOf, type LocalDate } from '@rc/domain'

type Sums = Pick<DayTotals, 'activities' | 'timerS' | 'distanceM' | 'load'>

export interface WeekTotals extends Sums {
  monday: LocalDate
  withoutLoad: number
  bySport: (Sums & Pick<DayTotals, 'sport'>)[]
}

/** The totals of the days from `monday` to `last` (its Sunday by default); most time first. */
export function sumWeek(days: DayTotals[], monday: LocalDate, last: LocalDate = addDays(monday, 6)): WeekTotals {
  const week: WeekTotals = { monday, activities: 0, timerS: 0, distanceM: 0, load: 0, withoutLoad: 0, bySport: [] }
  for (const day of days) {
    if (day.localDate < monday || day.localDate > last) continue
    let sport = week.bySport.find((sums) => sums.sport === day.sport)
    if (!sport) week.bySport.push((sport = { sport: day.sport, activities: 0, timerS: 0, distanceM: 0, load: 0 }))
    for (const sums of [week, sport]) {
      sums.activities += day.activities
      sums.timerS += day.timerS
      sums.distanceM += day.distanceM
      sums.load += day.load
    }
    week.withoutLoad += day.withoutLoad
  }
  week.bySport.sort((a, b) => b.timerS - a.timerS)
  return week
}

/** Each of the `count` weeks up to the one of `today`, oldest first, empty ones included. */
export function sumWeeks(days: DayTotals[], today: LocalDate, count: number): WeekTotals[] {
  const byMonday = Map.groupBy(days, (day) => mondayOf(day.localDate))
  const first = firstMonday(today, count)
  return Array.from({ length: count }, (_, i) => {
    const monday = addDays(first, 7 * i)
    return sumWeek(byMonday.get(monday) ?? [], monday)
  })
}

export const firstMonday = (today: LocalDate, count: number): LocalDate => addDays(mondayOf(today), -7 * (count - 1))
