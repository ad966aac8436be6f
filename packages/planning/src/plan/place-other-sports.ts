import { addDays, weekdayOf, type LocalDate } from '@rc/domain'
import { estimateWorkout } from '../estimate/estimate-workout.ts'
import { isTraining, type Workout } from '../model/plan.ts'
import type { TemplateId } from '../templates/template-ids.ts'
import { expandTemplate, type TemplateContext, type TemplateSize } from '../templates/templates.ts'
import { minutesOn } from '../validate/check-availability.ts'
import { usualMinutes } from './choose-days.ts'
import type { PlanRequest } from './plan-request.ts'
import type { SeasonWeek } from './season.ts'

/** How much of the other sports a week asks for. */
export interface OtherSports {
  rides: number
  rideMin: number
  swims: number
  swimM: number
  /** One ride and one swim of the week may be hard. */
  allowsQuality: boolean
  strength: boolean
  /** The weekday that is left free. */
  restDay: number | null
}

/** Rides and swims on days that are free or light, at most two sessions and six training days a week. */
export function placeOtherSports(
  request: PlanRequest,
  week: SeasonWeek,
  runs: readonly Workout[],
  asked: OtherSports,
): Workout[] {
  const placed: Workout[] = []
  const race = request.goal.raceDate
  const { availability } = request.athlete
  const most = Math.min(availability.maxSessionsPerDay ?? 2, 2)
  const mostDays = Math.min(6, availability.maxDaysPerWeek ?? 6)
  const context: TemplateContext = {
    basis: request.basis,
    locale: request.locale,
    pool: request.pool ?? { length: 25, unit: 'm' },
  }

  const on = (date: LocalDate) => [...runs, ...placed].filter((workout) => workout.date === date && isTraining(workout))
  const dates = [0, 1, 2, 3, 4, 5, 6]
    .filter((day) => day !== asked.restDay)
    .map((day) => addDays(week.start, day))
    .filter((date) => date >= request.start && (race === null || date < addDays(race, -1)))
  const room = (date: LocalDate) => {
    const minutes = minutesOn(availability, date) ?? usualMinutes(weekdayOf(date))
    return minutes - on(date).reduce((sum, { est }) => sum + est.s / 60, 0)
  }
  const put = (id: TemplateId, size: (minutes: number) => TemplateSize, wantMin: number): void => {
    const used = new Set([...runs, ...placed].filter(isTraining).map(({ date }) => date))
    const open = dates.filter(
      (date) =>
        on(date).length < most &&
        room(date) >= 20 &&
        (used.has(date) || used.size < mostDays) &&
        !on(date).some(({ template }) => template?.id.slice(0, 4) === id.slice(0, 4)),
    )
    const best = open.toSorted((a, b) => on(a).length - on(b).length || room(b) - room(a) || (a < b ? -1 : 1))[0]
    if (best === undefined) return
    const workout: Workout = {
      key: `w${week.index}-${best.slice(5)}-${id}`,
      date: best,
      order: on(best).length,
      ...expandTemplate(id, size(Math.min(wantMin, 0.95 * room(best))), context),
      est: { s: 0, m: 0, load: 0, hardS: 0 },
      sources: [],
      lock: 'none',
    }
    const made = { ...workout, est: estimateWorkout(workout, request.basis) }
    if (made.est.s / 60 <= room(best)) placed.push(made)
  }
  const swimMin = (asked.swimM / 100) * ((request.basis.css ?? 120) / 60) * 1.35
  const swimKm = (minutes: number) =>
    Math.max(0.4, Math.floor((asked.swimM / 100) * Math.min(1, minutes / swimMin)) / 10)
  for (let i = 0; i < asked.swims; i++) {
    const id = i === 0 ? 'swim_technique' : i === 1 && asked.allowsQuality ? 'swim_css' : 'swim_endurance'
    put(id, (minutes) => ({ km: swimKm(minutes) }), swimMin)
  }
  for (let i = 0; i < asked.rides; i++) {
    // The first ride of the week is the long one.
    const wanted = asked.rideMin * (i === 0 ? 1.4 : 0.85)
    put('cross_bike_easy', (minutes) => ({ min: Math.floor(minutes) }), wanted)
  }
  if (asked.strength) put(week.index % 2 === 0 ? 'strength_b' : 'strength_a', () => ({ min: 25 }), 25)
  return placed
}
