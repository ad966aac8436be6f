import type { LocalDate } from '@rc/domain'
import type { Body } from './body.ts'
import type { Condition } from './life.ts'
import type { PlannedNight } from './planned.ts'
import { createRandom } from './random.ts'

const hour = 3600
const toMinute = (timeS: number) => Math.round(timeS / 60) * 60

/** The night before `date`; it ends half an hour before an early session. `earlierMs` are the nights before, oldest first. */
export function planNight(given: {
  seed: number
  date: LocalDate
  midnightS: number
  condition: Condition
  body: Body
  firstStartS: number | null
  earlierMs: number[]
}): PlannedNight | null {
  const { seed, date, midnightS, condition, body, firstStartS, earlierMs } = given
  const random = createRandom(seed, 'night', date)
  if (condition.jetLagDay === 0 || random.chance(0.03)) return null
  const jetLag = condition.jetLagDay === null ? 0 : Math.max(0, 1 - condition.jetLagDay / 6)
  const startS = midnightS + (-1.35 + 0.4 * random.normal() + 1.2 * jetLag) * hour
  const wantedS = midnightS + (6.5 + 0.5 * random.normal() + 0.8 * condition.illness - 1.4 * jetLag) * hour
  const endS = Math.max(startS + 4 * hour, Math.min(wantedS, (firstStartS ?? Infinity) - 0.5 * hour))
  const week = [...earlierMs.slice(-6), body.rmssdMs]
  return {
    startS: toMinute(startS),
    endS: toMinute(endS),
    restingHrBpm: Math.round(body.hrRestBpm),
    rmssdMs: body.rmssdMs,
    weeklyRmssdMs: week.length < 4 ? null : mean(week),
    baselineMs: earlierMs.length < 21 ? null : band(earlierMs),
  }
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function band(values: number[]): { lower: number; upper: number } {
  const centre = mean(values)
  const deviation = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))
  return { lower: centre - deviation, upper: centre + deviation }
}
