import { Temporal } from 'temporal-polyfill'

/** A calendar day of the athlete, `YYYY-MM-DD`. */
export type LocalDate = string

/** A day there is, written so. */
export const isLocalDate = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export const isTimeZone = (name: string): boolean => {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The day on which the instant `unixS` falls in the IANA zone. */
export function localDateOf(unixS: number, timeZone: string): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(unixS * 1000))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}

/** Seconds east of UTC in the zone at that instant. */
export function utcOffsetS(unixS: number, timeZone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(Math.floor(unixS * 1000)).toZonedDateTimeISO(timeZone).offsetNanoseconds /
    1e9
  )
}

const DAY_MS = 86_400_000

// Parsing and writing a date costs more than everything that is done with it, and a plan asks for the same few thousand times over.
const dayNumbers = new Map<LocalDate, number>()
const dates = new Map<number, LocalDate>()

/** Days since 1970-01-01; NaN for what is no date. */
function dayNumberOf(date: LocalDate): number {
  const known = dayNumbers.get(date)
  if (known !== undefined) return known
  const day = Math.round(Date.parse(date) / DAY_MS)
  if (date.length === 10 && day >= 0) dayNumbers.set(date, day)
  return day
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const day = dayNumberOf(date) + days
  const known = dates.get(day)
  if (known !== undefined) return known
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10)
  if (text.length === 10) dates.set(day, text)
  return text
}

export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumberOf(to) - dayNumberOf(from)

/** 0 Monday … 6 Sunday; the first of January 1970 was a Thursday. */
export const weekdayOf = (date: LocalDate): number => (((dayNumberOf(date) + 3) % 7) + 7) % 7

/** The Monday of the date's week. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, -weekdayOf(date))
