import { addDays, daysBetween, mondayOf, type LocalDate } from '@rc/domain'
import { afterDay, bodyOn, untrained, type Fitness } from './body.ts'
import { dayOfYear, instantOf } from './clock.ts'
import { conditionOn, type Condition } from './life.ts'
import { planActivity } from './plan-activity.ts'
import { planNight } from './plan-night.ts'
import { away, home } from './places.ts'
import type { AthleteOptions, PlannedActivity, PlannedDay } from './planned.ts'
import { createRandom } from './random.ts'
import { seasonWeek, type SeasonWeek } from './season.ts'
import { slotsOf, type Slot } from './week.ts'

/** What one day leaves to the next. */
interface Past {
  fitness: Fitness
  endS: number
  /** RMSSD of the last sixty nights. */
  nightsMs: number[]
}

/**
 * The athlete's life day by day: what was trained, slept and suffered. The same options give the same days; no clock
 * and no chance beyond the seed are asked.
 */
export function* planDays(options: AthleteOptions): Generator<PlannedDay> {
  const { seed, firstDay, lastDay } = options
  let past: Past = { fitness: untrained(), endS: -Infinity, nightsMs: [] }
  for (let date = firstDay; date <= lastDay; date = addDays(date, 1)) {
    const day = planDay(options, date, past)
    yield day
    const load = day.activities.reduce((sum, activity) => sum + activity.load, 0)
    past = {
      fitness: afterDay(past.fitness, load, createRandom(seed, 'fitness', date)),
      endS: day.endS,
      nightsMs: day.night ? [...past.nightsMs, day.night.rmssdMs].slice(-60) : past.nightsMs,
    }
  }
}

function planDay({ seed, timeZone: homeZone }: AthleteOptions, date: LocalDate, past: Past): PlannedDay {
  const condition = conditionOn(seed, date)
  const region = condition.away ? away : home
  const timeZone = region.timeZone ?? homeZone
  const week = seasonWeek(mondayOf(date))
  const body = bodyOn(Number(date.slice(0, 4)), past.fitness, condition, createRandom(seed, 'body', date))
  const activities: PlannedActivity[] = slotsOnDay(seed, week, date, condition).map((slot, index) =>
    planActivity({ seed, key: `${date}/${index + 1}`, date, timeZone, region, body, slot }),
  )
  const midnightS = instantOf(date, 0, timeZone)
  const random = createRandom(seed, 'steps', date)
  const trained = activities.reduce((sum, activity) => sum + activity.load, 0)
  return {
    seed,
    date,
    timeZone,
    startS: Math.max(midnightS, past.endS),
    endS: instantOf(addDays(date, 1), 0, timeZone),
    phase: week.phase,
    condition,
    body,
    activities,
    night: planNight({
      seed,
      date,
      midnightS,
      condition,
      body,
      firstStartS: activities[0]?.startTimeS ?? null,
      earlierMs: past.nightsMs,
    }),
    steps: Math.round((condition.resting ? 1_800 : 5_200) + 1_100 * random.normal() ** 2 + 95 * trained),
  }
}

/** The week's sessions of this day, as far as life lets them happen. */
function slotsOnDay(seed: number, week: SeasonWeek, date: LocalDate, condition: Condition): Slot[] {
  if (condition.resting || condition.jetLagDay === 0) return []
  const monday = mondayOf(date)
  const weekday = daysBetween(monday, date)
  const warmLake = dayOfYear(date) > 140 && dayOfYear(date) < 275
  const random = createRandom(seed, 'day', date)
  const slots = slotsOf(week, warmLake, createRandom(seed, 'week', monday)).filter((slot) => slot.weekday === weekday)
  if (condition.overloading) return overloaded(slots, weekday)
  if (condition.away) return slots.map(onTheRoad)
  if (condition.illness > 0) return slots.slice(0, 1).map(careful)
  return slots.filter((slot) => slot.minutes === 0 || random.chance(0.96))
}

/** Everything half as long again, and no day left free. */
function overloaded(slots: Slot[], weekday: number): Slot[] {
  const longer = slots.map((slot) => ({ ...slot, minutes: Math.round(slot.minutes * 1.5) }))
  const extra: Slot = { weekday, time: 'evening', purpose: 'easy_run', minutes: 65 }
  return longer.some((slot) => slot.time === 'evening') ? longer : [...longer, extra]
}

/** Far from home there is neither pool nor trainer. */
function onTheRoad(slot: Slot): Slot {
  const needsHome = slot.purpose === 'treadmill_run' || /swim$|ride$/.test(slot.purpose)
  if (!needsHome || slot.purpose === 'long_ride') return slot
  return { ...slot, purpose: 'easy_run', minutes: Math.min(slot.minutes, 45) }
}

const careful = (slot: Slot): Slot => ({
  ...slot,
  purpose: slot.purpose.endsWith('swim') ? 'technique_swim' : 'recovery_run',
  minutes: Math.min(slot.minutes, 40),
})
