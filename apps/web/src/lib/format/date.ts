import type { LocalDate } from '@rc/domain'
import { formatLocale, intlLocale } from './locale.ts'

const made = new Map<string, Intl.DateTimeFormat>()

/** Making one takes a phone a millisecond, using it nothing. */
function formatter(options: Intl.DateTimeFormatOptions, locale = intlLocale()): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const found = made.get(key)
  if (found) return found
  const fresh = new Intl.DateTimeFormat(locale, options)
  made.set(key, fresh)
  return fresh
}

const utc = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`)

/** 11월 21일 (토), with the year when it is not `today`'s. */
export function formatDay(date: LocalDate, today: LocalDate): string {
  const year = date.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  const day = formatter({ ...year, month: 'long', day: 'numeric', timeZone: 'UTC' }).format(utc(date))
  return `${day} (${formatWeekday(date)})`
}

/** 11월 21일 토요일 */
export const formatLongDay = (date: LocalDate): string =>
  formatter({ month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' }).format(utc(date))

/** 11월 21일 */
export const formatMonthDay = (date: LocalDate): string =>
  formatter({ month: 'long', day: 'numeric', timeZone: 'UTC' }).format(utc(date))

/** 2026년 11월 */
export const formatMonth = (date: LocalDate): string =>
  formatter({ year: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(date))

/** 11월, Nov: of a year that is named elsewhere. */
export const formatMonthName = (date: LocalDate): string =>
  formatter({ month: formatLocale() === 'ko' ? 'long' : 'short', timeZone: 'UTC' }).format(utc(date))

/** 11월: a tick of a time axis; January says its year. */
export const formatMonthTick = (date: LocalDate): string =>
  date.slice(5, 7) === '01'
    ? formatter({
        year: 'numeric',
        month: formatLocale() === 'ko' ? 'long' : 'short',
        timeZone: 'UTC',
      }).format(utc(date))
    : formatMonthName(date)

/** 토 */
export const formatWeekday = (date: LocalDate): string =>
  formatter({ weekday: 'short', timeZone: 'UTC' }).format(utc(date))

/** Where an activity happened decides its clock: its own offset first, the athlete's zone otherwise. */
export interface Place {
  utcOffsetS: number | null
  timeZone: string
}

const shifted = (instant: string, place: Place): { at: number; timeZone: string } =>
  place.utcOffsetS === null
    ? { at: Date.parse(instant), timeZone: place.timeZone }
    : { at: Date.parse(instant) + place.utcOffsetS * 1000, timeZone: 'UTC' }

/** 오후 7:03 */
export function formatTimeOfDay(instant: string, place: Place): string {
  const { at, timeZone } = shifted(instant, place)
  return formatter({ hour: 'numeric', minute: '2-digit', hour12: formatLocale() === 'ko', timeZone }).format(at)
}

/** The day there, `YYYY-MM-DD`. */
export function localDateAt(instant: string, place: Place): LocalDate {
  const { at, timeZone } = shifted(instant, place)
  return formatter({ dateStyle: 'short', timeZone }, 'en-CA').format(at).slice(0, 10)
}

/** 11월 21일 (토) 오후 7:03 */
export function formatMoment(instant: string, timeZone: string): string {
  const place = { utcOffsetS: null, timeZone }
  const day = localDateAt(instant, place)
  return `${formatDay(day, localDateAt(new Date().toISOString(), place))} ${formatTimeOfDay(instant, place)}`
}

/** 3분 전, 어제, 지난달: the largest unit that fits, a minute at least. */
export function formatAgo(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000
  const relative = new Intl.RelativeTimeFormat(intlLocale(), { numeric: 'auto' })
  const units = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit)
  return relative.format(seconds > 0 ? 1 : -1, 'minute')
}

/** The instant at which a clock on the wall of `timeZone` shows that date and time. */
export function instantAt(date: LocalDate, time: string, timeZone: string): string {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const shownAt = (at: number): number => {
    const parts = formatter({ dateStyle: 'short', timeStyle: 'medium', timeZone }, 'sv-SE').format(at)
    return Date.parse(`${parts.replace(' ', 'T')}Z`)
  }
  const guess = wall - (shownAt(wall) - wall)
  // Once more: the first guess may lie on the other side of a change to summer time.
  return new Date(guess - (shownAt(guess) - wall)).toISOString()
}
