import type { LocalDate } from '@rc/domain'
import { dayOfYear } from './clock.ts'
import { createRandom } from './random.ts'

/** Yearly mean and swing of the daily mean temperature, °C. */
export interface Climate {
  meanC: number
  swingC: number
}

/** Air temperature at a second of the day: coldest in late January, warmest at three in the afternoon. */
export function temperatureC(seed: number, climate: Climate, date: LocalDate, secondOfDay: number): number {
  const season = Math.sin(((dayOfYear(date) - 115) / 365) * 2 * Math.PI)
  const hour = Math.cos(((secondOfDay / 3600 - 15) / 24) * 2 * Math.PI)
  const ofTheDay = createRandom(seed, 'weather', date).normal() * 3
  return climate.meanC + climate.swingC * season + 4 * hour + ofTheDay
}
