import { addDays, daysBetween, mondayOf, type Outcome } from '@rc/domain'
import { byDay, computeSizes, finishPlan } from '../estimate/finish-plan.ts'
import { paceAt } from '../estimate/paces.ts'
import { isRun, workoutsOf, type Plan, type Week, type Workout } from '../model/plan.ts'
import { firstWithoutDeload } from '../rules/deload.ts'
import { repairPlan, type Repaired } from '../revise/repair-plan.ts'
import { shrinkWorkout } from '../revise/resize-workout.ts'
import { phaseWords } from '../templates/template-words.ts'
import { rulesVersion } from '../validate/rules.ts'
import { viewPlan, type PlanView } from '../validate/plan-view.ts'
import { chooseDays, chooseRestDay, usualMinutes } from './choose-days.ts'
import { makeRace } from './make-race.ts'
import { placeOtherSports, type OtherSports } from './place-other-sports.ts'
import { placeRuns, type RunLog } from './place-runs.ts'
import type { PlanRequest } from './plan-request.ts'
import { divideSeason, weeksOfCycle, type SeasonWeek } from './season.ts'
import { askVolume, recordVolume, startVolumes } from './week-volumes.ts'

/**
 * A draft by rules alone: deterministic, no key, no network. From the athlete's own weeks it grows as far as the fence
 * allows, with phases, lighter weeks and a taper, on the days there are; then the validator looks, and what would block is
 * repaired. Missing: `race_past`, `race_too_far`, `not_repairable`.
 */
export function planTraining(asked: PlanRequest): Outcome<Repaired> {
  const request = withGate(asked)
  const { raceDate } = request.goal
  if (raceDate !== null && raceDate < request.start) return { ok: false, missing: ['race_past'] }
  if (raceDate !== null && daysBetween(mondayOf(request.start), raceDate) >= 60 * 7)
    return { ok: false, missing: ['race_too_far'] }
  const skeleton = emptyPlan(request)
  const view = viewPlan(skeleton, request.athlete, request.history)
  const season = divideSeason(request, (view.break?.daysOff ?? 0) >= 6)
  const weeks = fillSeason(request, view, season)
  const draft = computeSizes(taper({ ...skeleton, weeks }, request))
  const { plan, verdict, applied } = repairPlan(draft, request.athlete, request.history)
  if (verdict.verdict === 'block') return { ok: false, missing: ['not_repairable'] }
  return { ok: true, value: { plan: plan === draft ? finishPlan(plan) : plan, verdict, applied } }
}

/**
 * While the athlete may not run, the goal waits: three weeks of moving gently, from the fourth day of an illness on. With a
 * day of clearance the plan begins on it.
 */
function withGate(request: PlanRequest): PlanRequest {
  const { athlete, goal } = request
  const inPain = (athlete.pain ?? 0) >= 4
  if (athlete.isInjured && !athlete.isIll && !inPain && athlete.injuryUntil !== null) {
    const start = athlete.injuryUntil > request.start ? athlete.injuryUntil : request.start
    const comesTooSoon = goal.raceDate !== null && goal.raceDate >= request.start && goal.raceDate < start
    return { ...request, start, goal: comesTooSoon ? withoutRace(goal) : goal }
  }
  if (!athlete.isInjured && !athlete.isIll && !inPain) return request
  const earliest = athlete.isIll ? addDays(athlete.today, 4) : request.start
  return {
    ...request,
    start: earliest > request.start ? earliest : request.start,
    goal: withoutRace(goal),
    weeks: 3,
  }
}

const withoutRace = (goal: PlanRequest['goal']): PlanRequest['goal'] => ({
  ...goal,
  kind: 'return',
  raceDate: null,
  targetS: null,
})

const mayRun = ({ athlete }: PlanRequest): boolean =>
  !athlete.isIll && (athlete.pain ?? 0) < 4 && (!athlete.isInjured || athlete.injuryUntil !== null)

function emptyPlan(request: PlanRequest): Plan {
  const season = divideSeason(request, false)
  const last = season.at(-1)!
  return {
    schema: 'runningcoach.plan/1',
    id: request.id,
    version: 1,
    locale: request.locale,
    tz: request.tz,
    title: request.title,
    goal: request.goal,
    start: request.start,
    end: request.goal.raceDate ?? addDays(last.start, 6),
    basis: request.basis,
    weeks: season.map((week) => emptyWeek(request, week)),
    assumptions: [],
    origin: { kind: 'rules', runId: null, model: null, promptVersion: null, rulesVersion },
    status: 'draft',
    hash: '',
  }
}

const emptyWeek = ({ locale }: PlanRequest, { index, start, phase, deload }: SeasonWeek): Week => ({
  index,
  start,
  phase,
  deload,
  focus: phaseWords[deload ? 'deload' : phase]![locale],
  totals: { s: 0, m: 0, load: 0 },
  workouts: [],
})

function fillSeason(request: PlanRequest, view: PlanView, season: readonly SeasonWeek[]): Week[] {
  const { athlete, goal, history } = request
  const weeksRun = view.weeksBeforeM.filter((m) => m > 0).length
  const pause = view.break
  const isNew = weeksRun < 4 || (pause !== null && pause.daysOff > 30)
  const isCareful = athlete.isPregnant || (athlete.ageYears !== null && athlete.ageYears < 18)
  const isMixed = goal.kind === 'tri'
  const usualM = view.weeksBeforeM.length === 0 ? 0 : mean(view.weeksBeforeM.slice(-4))
  const runs = runsPerWeek(request, usualM, isNew)
  const qualities = isCareful ? 0 : runs >= 5 && usualM >= 45_000 && (athlete.ageYears ?? 40) < 55 && !isMixed ? 2 : 1
  const pattern = chooseDays(athlete.availability, runs, qualities)
  const restDay = chooseRestDay(athlete.availability, placesRuns(request) ? pattern : noDays)
  const mostM = roomM(request, [pattern.long, ...pattern.quality, ...pattern.easy])
  let volumes = startVolumes(view, { firstM: isNew ? 7500 : 8000, mostM })
  const returnWeeks = volumes.way?.weeks ?? 0
  const log: RunLog = {
    runs: history.sessions.flatMap(({ family, date, m }) =>
      family === 'run' && date < request.start ? [{ date, m: m ?? 0 }] : [],
    ),
    stated: statedLongest(request),
  }
  let run = pause !== null && pause.daysOff > 30 ? 0 : weeksRun
  const loads: WeekLoad[] = []
  return season.map((week, i) => {
    const isBack = i < returnWeeks
    const allowsQuality = !isCareful && !isBack && run >= 4 && week.phase !== 'recovery'
    const placed = placesRuns(request)
      ? placeRuns(
          request,
          {
            week,
            metres: askVolume(volumes, week),
            pattern,
            allowsQuality: allowsQuality && !week.deload,
            daysOff: isBack ? (pause?.daysOff ?? 0) : 0,
            isRunWalk: (weeksRun === 0 || (pause?.daysOff ?? 0) > 56) && i < 3,
            longMostS:
              goal.kind === 'ultra' ? 12_000 : goal.kind === 'marathon' ? 8900 : goal.kind === 'half' ? 7800 : 6600,
          },
          log,
        )
      : []
    if (placed.length > 0) run++
    const mayBeHard = goal.kind === 'swim' ? !isCareful : allowsQuality
    const asked = { ...othersFor(request, season, i, mayBeHard), restDay }
    const others = placeOtherSports(request, week, placed, asked)
    const trained = lighten(request, week, [...placed, ...others], loads)
    const isWhole = week.start >= request.start
    loads.push({ load: loadOf(trained), isWhole })
    const runM = trained.reduce((sum, { sport, est }) => sum + (isRun(sport) ? est.m : 0), 0)
    volumes = recordVolume(volumes, week, runM, isWhole)
    const race =
      goal.raceDate !== null && goal.raceDate >= week.start && goal.raceDate <= addDays(week.start, 6)
        ? [makeRace(request)]
        : []
    return { ...emptyWeek(request, week), workouts: [...trained, ...race].toSorted(byDay) }
  })
}

const noDays = { long: null, quality: [], easy: [] }

interface WeekLoad {
  load: number
  /** False for a first week that began before the plan did. */
  isWhole: boolean
}

/**
 * Of the weeks before, what a lighter week may come to. The rule asks for 80 % of the others of five weeks, two of which
 * may be light: x ≤ 0.8 · (3 + x) / 4, so three quarters.
 */
const lightShare = 0.72
/** How far above that the rule is still met. */
const nearly = 1.03

/**
 * However little time there is, a lighter week is lighter than those before it, in every sport; and where none has been for
 * too long, as in a taper that is all minimum, this one becomes it.
 */
function lighten(
  request: PlanRequest,
  week: SeasonWeek,
  workouts: readonly Workout[],
  before: readonly WeekLoad[],
): readonly Workout[] {
  const load = loadOf(workouts)
  const loading = weeksOfCycle(request.athlete) - 1
  const targets = [loading, loading + 1].flatMap((count) => {
    const stretch = before.slice(-count).map((each) => each.load)
    const isLong = stretch.length === count && (week.phase === 'taper' || count > loading)
    return isLong && firstWithoutDeload([...stretch, load], count + 1) !== null ? [lightShare * mean(stretch)] : []
  })
  const whole = before.slice(-loading).flatMap((each) => (each.isWhole ? [each.load] : []))
  if (week.deload && whole.length > 0) targets.push(lightShare * mean(whole))
  const target = Math.min(...targets)
  if (target >= load) return workouts
  const shrink = (workout: Workout) => shrinkWorkout(request, workout, target / load)
  const smaller = workouts.map((workout) => shrink(workout) ?? workout)
  return loadOf(smaller) <= nearly * target ? smaller : workouts.flatMap((workout) => shrink(workout) ?? [])
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const loadOf = (workouts: readonly Workout[]): number => workouts.reduce((sum, { est }) => sum + est.load, 0)

const placesRuns = (request: PlanRequest): boolean =>
  mayRun(request) && request.goal.kind !== 'swim' && request.goal.kind !== 'bike'

/** As often as until now, once more where the days allow; beginners three times. */
function runsPerWeek({ history, goal, athlete }: PlanRequest, meanM: number, isNew: boolean): number {
  const from = addDays(athlete.today, -28)
  const recent = history.sessions.filter(({ family, date }) => family === 'run' && date >= from)
  const usual = recent.length > 0 ? recent.length / 4 : meanM / 9000
  if (isNew) return 3
  return Math.min(goal.kind === 'tri' ? 4 : 6, Math.max(3, Math.round(usual + 0.6)))
}

/** Metres that fit into the days at easy pace. */
function roomM({ athlete, basis }: PlanRequest, days: readonly (number | null)[]): number {
  const minutes = days.reduce<number>(
    (sum, day) => sum + (day === null ? 0 : (athlete.availability.minutes[day] ?? usualMinutes(day))),
    0,
  )
  return (0.94 * minutes * 60_000) / paceAt(0.79, basis.thresholdPace)
}

function statedLongest({ history, basis, athlete }: PlanRequest): RunLog['stated'] {
  const m = history.longest30M ?? basis.longest30M
  return history.sessions.length === 0 && m > 0 ? { m, until: addDays(athlete.today, 30) } : null
}

/** Rides and swims, growing by a twentieth a week, less in lighter and taper weeks. */
function othersFor(
  request: PlanRequest,
  season: readonly SeasonWeek[],
  i: number,
  allowsQuality: boolean,
): Omit<OtherSports, 'restDay'> {
  const { goal, history, athlete } = request
  const week = season[i]!
  const from = addDays(athlete.today, -42)
  const recent = (family: 'bike' | 'swim') =>
    history.sessions.filter((each) => each.family === family && each.date >= from)
  const rides = recent('bike')
  const rideMin = Math.max(40, rides.reduce((sum, { s }) => sum + (s ?? 0) / 60, 0) / Math.max(1, rides.length))
  const longestSwim = Math.max(0, ...recent('swim').map(({ m }) => m ?? 0))
  const swimM = longestSwim === 0 ? 800 : Math.max(600, 0.9 * longestSwim)
  const loading = season
    .slice(0, i)
    .filter(({ deload, phase }) => !deload && phase !== 'taper' && phase !== 'race').length
  const shares = week.toRace === 0 ? 0.45 : week.phase === 'taper' ? 0.75 : week.deload ? 0.7 : 1
  const growth = Math.min(1.5, 1.05 ** loading) * shares
  const sized = {
    rideMin: Math.min(180, rideMin * growth),
    swimM: Math.min(3500, swimM * growth),
    allowsQuality,
  }
  const isRunner = placesRuns(request)
  if (goal.kind === 'tri') return { ...sized, rides: 2, swims: 2, strength: false, allowsQuality: false }
  if (goal.kind === 'swim') return { ...sized, rides: 0, swims: 4, strength: true }
  if (goal.kind === 'bike') return { ...sized, rides: 4, swims: 0, strength: true }
  if (!isRunner)
    return {
      ...sized,
      rideMin: Math.min(40, sized.rideMin),
      rides: athlete.isIll ? 1 : 3,
      swims: 0,
      strength: false,
      allowsQuality: false,
    }
  const isEarly = week.phase === 'base' || week.phase === 'build'
  return { ...sized, rides: 0, swims: 0, strength: isEarly && !week.deload && allowsQuality }
}

/** Of the four weeks before the last two, what the last seven days before the race may hold. */
const lastDaysShare = 0.5

/** The last seven days brought down to half of the four weeks before the taper, measured as the rule measures. */
function taper(plan: Plan, { history }: PlanRequest): Plan {
  const race = plan.goal.raceDate
  if (race === null) return plan
  const isMultisport = ['tri', 'bike', 'swim'].includes(plan.goal.kind)
  const counts = (workout: Workout) => isMultisport || ['run', 'trail', 'treadmill'].includes(workout.sport)
  const size = (workout: Workout) =>
    !counts(workout) || workout.type === 'race' ? 0 : isMultisport ? workout.est.s : workout.est.m
  const sum = (from: string, to: string): number =>
    workoutsOf(plan).reduce(
      (total, workout) => total + (workout.date >= from && workout.date <= to ? size(workout) : 0),
      0,
    ) +
    history.sessions.reduce((total, { date, family, m, s }) => {
      const isCounted = date >= from && date <= to && date < plan.start && (isMultisport || family === 'run')
      return total + (isCounted ? ((isMultisport ? s : m) ?? 0) : 0)
    }, 0)
  const known = history.sessions.reduce((min, { date }) => (date < min ? date : min), plan.start)
  const starts = [3, 4, 5, 6].map((weeks) => addDays(race, -7 * weeks)).filter((from) => from >= known)
  if (starts.length === 0) return plan
  const before = starts.reduce((total, from) => total + sum(from, addDays(from, 6)), 0) / starts.length
  const week2 = sum(addDays(race, -14), addDays(race, -8))
  const last = sum(addDays(race, -7), addDays(race, -1))
  const allowed = Math.min(lastDaysShare * before, week2)
  if (last <= allowed || last === 0) return plan
  const factor = allowed / last
  const shrink = (workout: Workout): Workout[] => {
    if (workout.date < addDays(race, -7) || workout.date >= race || size(workout) === 0) return [workout]
    const smaller = shrinkWorkout(plan, workout, factor)
    return smaller === null ? [] : [smaller]
  }
  return { ...plan, weeks: plan.weeks.map((week) => ({ ...week, workouts: week.workouts.flatMap(shrink) })) }
}
