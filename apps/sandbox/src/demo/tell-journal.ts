import { daysBetween } from '@rc/domain'
import type { PlannedDay } from '../athlete/planned.ts'
import { createRandom } from '../athlete/random.ts'
import type { Appliance } from './appliance.ts'

/** Before that the athlete only wrote when ill, and stood on the scales on Sundays. */
const diaryDays = 60

const five = (value: number): number => Math.round(Math.min(5, Math.max(1, value)))

/** What the demo athlete wrote of a day; null: nothing. */
export function journalOf(day: PlannedDay, isDiary: boolean): object | null {
  const { body, condition, date } = day
  const random = createRandom(day.seed, 'journal', date)
  const isSunday = new Date(`${date}T00:00:00Z`).getUTCDay() === 0
  const weight = isSunday ? { weightKg: Math.round(body.massKg * 10) / 10 } : {}
  if (condition.resting) return { ...weight, isIll: true, feeling: 2, fatigue: 4, notes: '감기 기운이 있어서 쉬었다.' }
  if (!isDiary || random.chance(0.15)) return isSunday ? weight : null
  const wobble = (): number => 0.7 * random.normal()
  return {
    ...weight,
    feeling: five(3.7 - 2 * body.strain + wobble()),
    fatigue: five(2.2 + 2.4 * body.strain + wobble()),
    soreness: five(2 + 2 * body.strain + wobble()),
    mood: five(3.8 - 1.5 * body.strain + wobble()),
    stress: five(2.3 + body.strain + wobble()),
  }
}

/** Writes the athlete's journal, today left open for whoever looks at the page. */
export async function tellJournal(appliance: Appliance, days: PlannedDay[]): Promise<void> {
  const last = days.at(-1)
  for (const day of days) {
    if (!last || day === last) return
    const entry = journalOf(day, daysBetween(day.date, last.date) <= diaryDays)
    if (entry) await appliance.send('PUT', `/journal/${day.date}`, entry)
  }
}
