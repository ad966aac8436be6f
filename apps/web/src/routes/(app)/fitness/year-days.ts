import type { YearDays } from '@rc/contract'
import { addDays, daysBetween, type LocalDate, sportFamily, type SportFamily } from '@rc/domain'

/** What is counted, in the units of the columns: m, s, load, m of climb. */
export const measures = ['distanceM', 'timerS', 'load', 'ascentM'] as const
export type Measure = (typeof measures)[number]
export type Kind = SportFamily | 'all'

/** One measure of one kind of sport, a place for every day from `from` to `to`. */
export interface DayColumn {
  from: LocalDate
  /** Null where nothing was done, or nothing says how much. */
  values: (number | null)[]
  /** Activities of the day. */
  counts: number[]
  /** How many of them do not say how much. */
  silent: number[]
}

export function columnOf({ from, to, sports }: YearDays, kind: Kind, measure: Measure): DayColumn {
  const length = Math.max(0, daysBetween(from, to) + 1)
  const values = Array.from({ length }, (): number | null => null)
  const counts = Array.from({ length }, () => 0)
  const silent = Array.from({ length }, () => 0)
  for (const column of sports) {
    if (kind !== 'all' && sportFamily(column.sport) !== kind) continue
    column.day.forEach((day, i) => {
      const value = column[measure][i] ?? null
      const count = column.activities[i] ?? 0
      counts[day] = (counts[day] ?? 0) + count
      if (value !== null) values[day] = (values[day] ?? 0) + value
      if (measure === 'load') silent[day] = (silent[day] ?? 0) + (column.withoutLoad[i] ?? 0)
      else if (value === null) silent[day] = (silent[day] ?? 0) + count
    })
  }
  return { from, values, counts, silent }
}

/** The kinds of sport that were done at all, the most frequent first. */
export function kindsOf({ sports }: YearDays): SportFamily[] {
  const days = new Map<SportFamily, number>()
  for (const { sport, day } of sports) days.set(sportFamily(sport), (days.get(sportFamily(sport)) ?? 0) + day.length)
  return [...days].toSorted(([, a], [, b]) => b - a).map(([kind]) => kind)
}

export interface Sum {
  /** Null where nothing is known. */
  value: number | null
  activities: number
  silent: number
}

/** Both days included; what lies outside the column counts as nothing. */
export function sumBetween(column: DayColumn, first: LocalDate, last: LocalDate): Sum {
  const sum: Sum = { value: null, activities: 0, silent: 0 }
  const end = Math.min(column.values.length - 1, daysBetween(column.from, last))
  for (let day = Math.max(0, daysBetween(column.from, first)); day <= end; day++) {
    const value = column.values[day] ?? null
    if (value !== null) sum.value = (sum.value ?? 0) + value
    sum.activities += column.counts[day] ?? 0
    sum.silent += column.silent[day] ?? 0
  }
  return sum
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))
export const firstOf = (year: number): LocalDate => `${year}-01-01`
export const lastOf = (year: number): LocalDate => `${year}-12-31`

/** The same day of another year; of 29 February the day before, where there is none. */
export function sameDay(date: LocalDate, year: number): LocalDate {
  const day = `${year}${date.slice(4)}`
  return date.endsWith('-02-29') && addDays(`${year}-02-28`, 1) !== day ? `${year}-02-28` : day
}

const LEAP = 2024
/** Place of a day in a year of 366: the same for a date of every year. */
export const placeInYear = (date: LocalDate): number => daysBetween(firstOf(LEAP), `${LEAP}${date.slice(4)}`)
/** The month and day of such a place, as a day of the year. */
export const dateAtPlace = (place: number, year: number): LocalDate =>
  sameDay(addDays(firstOf(LEAP), Math.min(365, Math.max(0, Math.round(place)))), year)

/** Years that hold something, the newest first. `today` opens its own, also while it is empty. */
export function yearsOf({ from, firstDate }: YearDays, today: LocalDate): number[] {
  if (firstDate === null) return []
  const first = Math.max(yearOf(from), yearOf(firstDate))
  const newest = yearOf(today)
  return Array.from({ length: Math.max(0, newest - first + 1) }, (_, i) => newest - i)
}

/** What has come together from 1 January on, day by day, to the end of the year or to `today`. */
export function cumulate(
  column: DayColumn,
  year: number,
  { firstDate, today }: { firstDate: LocalDate | null; today: LocalDate },
): { places: number[]; sums: number[] } {
  const [places, sums]: [number[], number[]] = [[], []]
  const begin = firstDate !== null && firstDate > firstOf(year) ? firstDate : firstOf(year)
  const end = today < lastOf(year) ? today : lastOf(year)
  let sum = 0
  for (let date = begin; date <= end; date = addDays(date, 1)) {
    sum += column.values[daysBetween(column.from, date)] ?? 0
    places.push(placeInYear(date))
    sums.push(sum)
  }
  return { places, sums }
}

export interface Against {
  now: Sum
  /** Up to the same day of the year before; null where the history is younger. */
  before: Sum | null
  /** The history began within that year: what lies before this day is not known. */
  since: LocalDate | null
}

/** This year so far against the same days of the last. */
export function againstLastYear(column: DayColumn, firstDate: LocalDate | null, today: LocalDate): Against {
  const year = yearOf(today)
  const same = sameDay(today, year - 1)
  const isKnown = firstDate !== null && firstDate <= same && column.from <= firstOf(year - 1)
  return {
    now: sumBetween(column, firstOf(year), today),
    before: isKnown ? sumBetween(column, firstOf(year - 1), same) : null,
    since: isKnown && firstDate > firstOf(year - 1) ? firstDate : null,
  }
}

/** What one square says. `outside`: before the first activity, or still to come. */
export type DayFace = 'outside' | 'rest' | 'unknown' | 'silent' | 1 | 2 | 3 | 4

/** Values that part the days with something into four equal lots. */
function levelsOf({ values }: DayColumn): [number, number, number] {
  const sorted = values.filter((value) => value !== null && value > 0).toSorted((a, b) => a! - b!) as number[]
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? Infinity
  return [at(0.25), at(0.5), at(0.75)]
}

/** A face for every day of the columns. `any`: the same of all sports, which tells that a day was not without a record. */
export function facesOf(days: YearDays, column: DayColumn, any: DayColumn, today: LocalDate): DayFace[] {
  const known = new Uint8Array(column.values.length)
  for (const [first, last] of days.known) known.fill(1, Math.max(0, first), last + 1)
  const begin = days.firstDate === null ? Infinity : daysBetween(days.from, days.firstDate)
  const end = daysBetween(days.from, today)
  const levels = levelsOf(column)
  return column.values.map((value, day): DayFace => {
    if (day < begin || day > end) return 'outside'
    if (value !== null && value > 0) return (1 + levels.filter((level) => value >= level).length) as 1 | 2 | 3 | 4
    if ((column.counts[day] ?? 0) > 0 && (column.silent[day] ?? 0) > 0) return 'silent'
    return known[day] || (any.counts[day] ?? 0) > 0 ? 'rest' : 'unknown'
  })
}

/** Column of the week and row of the weekday (Monday first) of a day within its year. */
export function squareOf(date: LocalDate): { week: number; row: number } {
  const first = firstOf(yearOf(date))
  const lead = (new Date(first).getUTCDay() + 6) % 7
  const at = daysBetween(first, date) + lead
  return { week: Math.floor(at / 7), row: at % 7 }
}

/** The day of a square; null where the year has none. */
export function dayAt(year: number, { week, row }: { week: number; row: number }): LocalDate | null {
  const first = firstOf(year)
  const lead = (new Date(first).getUTCDay() + 6) % 7
  const date = addDays(first, 7 * week + row - lead)
  return yearOf(date) === year ? date : null
}
