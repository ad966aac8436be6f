import type { getRecords, YearDays } from '@rc/contract'
import { addDays, type LocalDate, mondayOf, type Sport, type SportFamily } from '@rc/domain'
import type { Output } from '#lib/api.ts'
import { columnOf, type DayColumn, firstOf, kindsOf, lastOf, type Sum, sumBetween } from '../../year-days.ts'

type Efforts = Output<typeof getRecords>['efforts']

/** The first and last day of a month of the year, 0 to 11. */
export const monthOf = (year: number, month: number): [first: LocalDate, last: LocalDate] => {
  const first = `${year}-${String(month + 1).padStart(2, '0')}-01`
  const next = month === 11 ? firstOf(year + 1) : `${year}-${String(month + 2).padStart(2, '0')}-01`
  return [first, addDays(next, -1)]
}

export interface KindYear {
  kind: SportFamily
  year: Sum
  /** Seconds of each month; null in one without any. */
  months: (number | null)[]
}

/** Time of the year by kinds of sport, the most first; kinds that were not done are left out. */
export function timeByKind(days: YearDays, year: number): KindYear[] {
  return kindsOf(days)
    .map((kind): KindYear => {
      const column = columnOf(days, kind, 'timerS')
      const months = Array.from({ length: 12 }, (_, month) => sumBetween(column, ...monthOf(year, month)).value)
      return { kind, year: sumBetween(column, firstOf(year), lastOf(year)), months }
    })
    .filter((each) => each.year.activities > 0)
    .toSorted((a, b) => (b.year.value ?? 0) - (a.year.value ?? 0))
}

/** Days of the year on which something was done. */
export const activeDays = ({ from, counts }: DayColumn, year: number): number =>
  counts.filter((count, day) => count > 0 && addDays(from, day).startsWith(String(year))).length

/** The week of the year that held most; a week that reaches over its ends counts with what lies inside. */
export function biggestWeek(column: DayColumn, year: number): { monday: LocalDate; value: number } | null {
  let most: { monday: LocalDate; value: number } | null = null
  for (let monday = mondayOf(firstOf(year)); monday <= lastOf(year); monday = addDays(monday, 7)) {
    const first = monday < firstOf(year) ? firstOf(year) : monday
    const last = addDays(monday, 6) > lastOf(year) ? lastOf(year) : addDays(monday, 6)
    const { value } = sumBetween(column, first, last)
    if (value !== null && value > 0 && value > (most?.value ?? 0)) most = { monday, value }
  }
  return most
}

export interface YearRecord {
  distanceM: number
  timeS: number
  activityId: number
  localDate: LocalDate
  /** What stood before; null: it was the first over this distance. */
  beforeS: number | null
}

/** Best efforts of the year that beat all years before it. */
export function recordsSet(efforts: Efforts, year: number): YearRecord[] {
  return efforts.flatMap(({ distanceM, seasons }) => {
    const years = seasons.filter(({ season }) => /^\d{4}$/.test(season))
    const own = years.find(({ season }) => Number(season) === year)?.best
    const before = years.filter(({ season }) => Number(season) < year).map(({ best }) => best.timeS)
    const beforeS = before.length === 0 ? null : Math.min(...before)
    if (!own || (beforeS !== null && own.timeS >= beforeS)) return []
    const { timeS, activityId, localDate } = own
    return { distanceM, timeS, activityId, localDate, beforeS }
  })
}

/** The value in the middle; null without any. */
export function medianOf(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value != null).toSorted((a, b) => a - b)
  if (known.length === 0) return null
  const middle = Math.floor(known.length / 2)
  return known.length % 2 === 1 ? known[middle]! : (known[middle - 1]! + known[middle]!) / 2
}

/** Sports of the year by the days on which they were done, the most frequent first. */
export function sportsIn({ from, sports }: YearDays, year: number): Sport[] {
  return sports
    .map(({ sport, day }) => ({ sport, days: day.filter((at) => addDays(from, at).startsWith(String(year))).length }))
    .filter(({ days }) => days > 0)
    .toSorted((a, b) => b.days - a.days)
    .map(({ sport }) => sport)
}
