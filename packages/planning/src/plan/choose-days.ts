import type { Availability } from '../validate/athlete-facts.ts'

/** Which weekdays (0 Monday) run, and as what. */
export interface DayPattern {
  long: number | null
  quality: number[]
  easy: number[]
}

/** Fewer minutes are no training day. */
const leastMinutes = 20
/** Where nothing was said: an hour and a quarter on weekdays, three hours at the weekend. */
export const usualMinutes = (weekday: number): number => (weekday >= 5 ? 180 : 75)

const minutesOf = ({ minutes }: Availability, weekday: number): number => minutes[weekday] ?? usualMinutes(weekday)

/** Days apart, over the turn of the week. */
const apart = (a: number, b: number): number => Math.min((a - b + 7) % 7, (b - a + 7) % 7)

/** At most six of the week's days, and never two hard ones in a row. */
export function chooseDays(availability: Availability, runs: number, qualities: number): DayPattern {
  const days = [0, 1, 2, 3, 4, 5, 6].filter((day) => minutesOf(availability, day) >= leastMinutes)
  const most = Math.min(6, availability.maxDaysPerWeek ?? 6, runs, days.length)
  const roomiest = days.toSorted((a, b) => minutesOf(availability, b) - minutesOf(availability, a) || b - a)
  const wished = availability.longRunDay
  const long = wished !== null && days.includes(wished) ? wished : (roomiest[0] ?? null)
  if (long === null || most === 0) return { long: null, quality: [], easy: [] }
  const quality: number[] = []
  const isFree = (day: number) => apart(day, long) >= 2 && quality.every((other) => apart(day, other) >= 2)
  for (const want of [3, 2, 4, 5]) {
    const day = (long + want) % 7
    if (
      quality.length < Math.min(qualities, most - 1) &&
      days.includes(day) &&
      minutesOf(availability, day) >= 40 &&
      isFree(day)
    )
      quality.push(day)
  }
  // Easy days fill the widest holes.
  const chosen = [long, ...quality]
  while (chosen.length < most) {
    const open = days.filter((day) => !chosen.includes(day))
    const gap = (day: number) => Math.min(...chosen.map((other) => apart(day, other)))
    chosen.push(
      open.toSorted((a, b) => gap(b) - gap(a) || minutesOf(availability, b) - minutesOf(availability, a) || a - b)[0]!,
    )
  }
  return { long, quality, easy: chosen.slice(1 + quality.length) }
}

/** The weekday that stays free of every sport, the same in all weeks, so that no seven days go without rest: the one with the least time. */
export function chooseRestDay(availability: Availability, { long, quality, easy }: DayPattern): number | null {
  const free = [0, 1, 2, 3, 4, 5, 6].filter((day) => day !== long && !quality.includes(day) && !easy.includes(day))
  return free.toSorted((a, b) => minutesOf(availability, a) - minutesOf(availability, b) || a - b)[0] ?? null
}
