import { addDays, weekdayOf, type LocalDate } from '@rc/domain'
import { estimateWorkout } from '../estimate/estimate-workout.ts'
import { paceAt } from '../estimate/paces.ts'
import type { Workout } from '../model/plan.ts'
import { speedAfterBreak } from '../estimate/paces.ts'
import type { TemplateId } from '../templates/template-ids.ts'
import { expandTemplate, type TemplateContext, type TemplateSize } from '../templates/templates.ts'
import { minutesOn } from '../validate/check-availability.ts'
import { usualMinutes, type DayPattern } from './choose-days.ts'
import { chooseQuality } from './choose-quality.ts'
import { raceEffort } from './make-race.ts'
import type { PlanRequest } from './plan-request.ts'
import type { SeasonWeek } from './season.ts'

/** What the days before hold, for the rule on single runs. */
export interface RunLog {
  runs: { date: LocalDate; m: number }[]
  /** A longest run that is only known by its length, and until when it counts. */
  stated: { m: number; until: LocalDate } | null
}

export interface WeekOrder {
  week: SeasonWeek
  /** Metres the week may hold. */
  metres: number
  pattern: DayPattern
  allowsQuality: boolean
  /** Days off that the way back still counts, else 0. */
  daysOff: number
  /** Nobody who has not run for a month, or ever: walking between running. */
  isRunWalk: boolean
  /** Longest this goal wants, s. */
  longMostS: number
}

interface Slot {
  date: LocalDate
  role: 'long' | 'quality' | 'easy'
  mostM: number
  nth: number
}

/** Without any run to go by, the first ones are this long, m. */
const firstRunM = 3000
const leastRunM = 2500
/** Of the week, by the number of runs. */
const longShares = [1, 1, 0.52, 0.385, 0.33, 0.295, 0.28]
/** What a run may come to that is a larger part of its week than the rule allows of longer ones: s, and that part. */
const mostHourS = 3500
const longShare = 0.39
/** Under the 10 % that would be warned of. */
const mostOverLongest = 1.09

/** The runs of one week, the last days before the race left for what belongs there. */
export function placeRuns(request: PlanRequest, order: WeekOrder, log: RunLog): Workout[] {
  const { week } = order
  const slots = slotsOf(request, order, log)
  if (slots.length === 0) return []
  const full = [order.pattern.long, ...order.pattern.quality, ...order.pattern.easy].filter(
    (day) => day !== null,
  ).length
  const wholeM = order.metres * Math.min(1, slots.length / Math.max(1, full))
  // Rather fewer runs than tiny ones; a long run gives way last.
  const worthwhile = Math.max(1, Math.min(slots.length, Math.floor(wholeM / leastRunM)))
  const kept = slots.slice(0, worthwhile)
  // Past the hour a run is at most two fifths of its week: of two runs neither gets there.
  const hourM = (mostHourS / easyPace(request)) * 1000
  const longM = Math.min(
    kept[0]!.mostM,
    longShares[kept.length]! * wholeM,
    ...(kept[0]!.role === 'long' ? [] : [wholeM / kept.length]),
    ...(kept.length === 2 ? [Math.max(hourM, leastRunM)] : []),
  )
  const others = kept.slice(1)
  const sizes = [
    longM,
    ...shareOut(
      wholeM - longM,
      others.map(({ role, mostM }) =>
        Math.min(mostM, role === 'quality' ? Math.max(hourM, 0.97 * longM) : Math.max(leastRunM, 0.97 * longM)),
      ),
    ),
  ]
  const otherM = sizes.slice(1).reduce((sum, m) => sum + m, 0)
  if (otherM > 0 && longM > hourM) sizes[0] = Math.max(Math.min(longM, (longShare / (1 - longShare)) * otherM), hourM)
  const weekM = sizes.reduce((sum, m) => sum + m, 0)
  const made = kept.map((slot, i) => makeRun(request, order, slot, sizes[i]!, weekM))
  // Some are run slower than easy: what comes out is measured again.
  for (let round = 0; round < kept.length; round++) {
    const [m, at] = made.reduce<[number, number]>((top, { est }, i) => (est.m > top[0] ? [est.m, i] : top), [0, 0])
    const restM = made.reduce((sum, { est }) => sum + est.m, 0) - m
    const mostM = Math.max((mostHourS / made[at]!.est.s) * m, (longShare / (1 - longShare)) * restM)
    if (restM === 0 || mostM > 0.999 * m) break
    made[at] = makeRun(request, order, kept[at]!, mostM, weekM)
  }
  for (const workout of made) log.runs.push({ date: workout.date, m: workout.est.m })
  return withIndex(made, week)
}

const withIndex = (workouts: Workout[], week: SeasonWeek): Workout[] =>
  workouts.map((workout) => ({
    ...workout,
    key: `w${week.index}-${workout.date.slice(5)}-${workout.template?.id ?? 'x'}`.slice(0, 40),
  }))

const easyPace = ({ basis }: PlanRequest): number => paceAt(0.79, basis.thresholdPace)

/** Metres divided evenly, what one cannot take going to the others. */
function shareOut(metres: number, most: readonly number[]): number[] {
  const sizes = most.map(() => 0)
  let left = metres
  for (let open = most.map((_, i) => i); open.length > 0 && left > 1;) {
    const each = left / open.length
    for (const i of open) {
      const take = Math.min(each, most[i]! - sizes[i]!)
      sizes[i]! += take
      left -= take
    }
    const next = open.filter((i) => most[i]! - sizes[i]! > 1)
    if (next.length === open.length && left <= 1) break
    open = next
  }
  return sizes
}

function slotsOf(request: PlanRequest, { week, pattern, allowsQuality, longMostS }: WeekOrder, log: RunLog): Slot[] {
  const race = request.goal.raceDate
  const roles: [number, Slot['role'], number][] = [
    ...(pattern.long === null ? [] : [[pattern.long, 'long', 0] as [number, Slot['role'], number]]),
    ...pattern.quality.map((day, nth): [number, Slot['role'], number] => [day, 'quality', nth]),
    ...pattern.easy.map((day): [number, Slot['role'], number] => [day, 'easy', 0]),
  ]
  return roles.flatMap(([day, role, nth]): Slot[] => {
    const date = addDays(week.start, day)
    const minutes = minutesOn(request.athlete.availability, date) ?? usualMinutes(weekdayOf(date))
    if (date < request.start || minutes < 20 || (race !== null && date >= addDays(race, -1))) return []
    if (race === null && week.toRace !== null) return []
    // The last seven days hold neither a long nor a hard run.
    const isLast = race !== null && date >= addDays(race, -7)
    const actual = isLast || (role === 'quality' && !allowsQuality) ? 'easy' : role
    const longestM = longestIn(log, date)
    const byTime = (Math.min(60 * minutes, actual === 'long' ? longMostS : 5000) * 1000 * 0.96) / easyPace(request)
    const capM =
      longestM === null ? firstRunM : Math.max(mostOverLongest * longestM, Math.min(firstRunM, longestM + 900))
    return [{ date, role: actual, nth, mostM: Math.min(byTime, capM) }]
  })
}

function longestIn({ runs, stated }: RunLog, date: LocalDate): number | null {
  const from = addDays(date, -30)
  const longest = Math.max(
    0,
    ...runs.filter((run) => run.date >= from && run.date < date).map(({ m }) => m),
    stated !== null && date <= stated.until ? stated.m : 0,
  )
  return longest > 0 ? longest : null
}

function makeRun(request: PlanRequest, order: WeekOrder, slot: Slot, metres: number, weekM: number): Workout {
  const km = Math.floor(metres / 100 + 1e-6) / 10
  const context: TemplateContext = {
    basis: request.basis,
    locale: request.locale,
    raceEffort: raceEffort(request.goal),
    ...(request.athlete.availability.excludedSports.includes('run') ? { sport: 'trail' } : {}),
    ...(order.daysOff >= 6 ? { slowdown: speedAfterBreak(order.daysOff) } : {}),
  }
  const [id, size] = templateFor(request, order, slot, km, weekM)
  const workout: Workout = {
    key: '',
    date: slot.date,
    order: 0,
    ...expandTemplate(id, size, context),
    est: { s: 0, m: 0, load: 0, hardS: 0 },
    sources: [],
    lock: 'none',
  }
  return { ...workout, est: estimateWorkout(workout, request.basis) }
}

function templateFor(
  request: PlanRequest,
  order: WeekOrder,
  slot: Slot,
  km: number,
  weekM: number,
): [TemplateId, TemplateSize] {
  const { week } = order
  const race = request.goal.raceDate
  if (order.isRunWalk) {
    const minutes = Math.max(12, Math.min(40, (km * easyPace(request) * 1.1) / 60))
    return ['run_walk', { min: Math.round(minutes), reps: Math.max(2, Math.floor(minutes / 3)) }]
  }
  if (slot.role === 'quality') {
    const chosen = chooseQuality(request, week, slot.nth, weekM, km)
    if (chosen !== null) return [chosen.id, chosen.size]
  }
  if (slot.role === 'long') {
    const isLater = week.phase === 'build' || week.phase === 'peak'
    const isLong = (km * easyPace(request)) / 60 >= 75
    if (isLater && isLong && order.allowsQuality && !week.deload) {
      if ((request.goal.kind === 'marathon' || request.goal.kind === 'ultra') && km >= 20 && week.index % 2 === 0)
        return ['long_mp_blocks', { km, reps: km >= 26 ? 3 : 2 }]
      if (week.index % 2 === 1) return ['long_progressive', { km }]
    }
    return ['long_easy', { km }]
  }
  // Sharp, but not hard, some days before the race; and in ordinary weeks where the athlete runs enough.
  const isSharp = race !== null && slot.date >= addDays(race, -6) && slot.date <= addDays(race, -3)
  const isUsual =
    order.allowsQuality && slot.role === 'easy' && weekM > 20_000 && !week.deload && slot.date === firstEasy(order)
  if ((isSharp || isUsual) && km >= 3 && order.daysOff < 6) return ['easy_strides', { km, reps: isSharp ? 5 : 6 }]
  if (slot.role === 'easy' && km < 5 && week.deload) return ['recovery_run', { km }]
  return ['easy_run', { km }]
}

const firstEasy = ({ week, pattern }: WeekOrder): LocalDate | null =>
  pattern.easy.length === 0 ? null : addDays(week.start, pattern.easy[0]!)
