import { Temporal } from 'temporal-polyfill'

/** A calendar day of the athlete, `YYYY-MM-DD`. */
export type LocalDate = string

export const isLocalDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
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

export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** The Monday of the date's week. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, -((new Date(date).getUTCDay() + 6) % 7))
