import { utcOffsetS, type LocalDate } from '@rc/domain'

/** The instant (Unix seconds) at which a clock in the zone shows `secondOfDay` on `date`. */
export function instantOf(date: LocalDate, secondOfDay: number, timeZone: string): number {
  const asUtc = Date.parse(date) / 1000 + secondOfDay
  const guess = asUtc - utcOffsetS(asUtc, timeZone)
  return asUtc - utcOffsetS(guess, timeZone)
}

/** 1 for the first of January. */
export const dayOfYear = (date: LocalDate): number =>
  Math.round((Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / 86_400_000) + 1
