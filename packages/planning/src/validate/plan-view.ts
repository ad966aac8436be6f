import { addDays, daysBetween, mondayOf, type LocalDate } from '@rc/domain'
import { estimateWorkout, stretchesOf, type Stretch } from '../estimate/estimate-workout.ts'
import { paceAt } from '../estimate/paces.ts'
import { isRun, isTraining, type Plan, type Week, type Workout, type WorkoutType } from '../model/plan.ts'
import type { AthleteFacts, DoneSession, TrainingHistory } from './athlete-facts.ts'

/** A workout with what was computed of it. */
export interface Session {
  workout: Workout
  /** Number of its week, from 1. */
  week: number
  est: Workout['est']
  stretches: Stretch[]
  isRun: boolean
  /** The race the plan is for: no training, so that no load rule looks at it. */
  isGoalRace: boolean
  isHard: boolean
}

/** A plan, its athlete and their history, with everything the rules ask for computed once. */
export interface PlanView {
  plan: Plan
  athlete: AthleteFacts
  history: TrainingHistory
  sessions: Session[]
  byWeek: Session[][]
  /** Full weeks of running before the plan, metres, the last one the week before; as far as they are known. */
  weeksBeforeM: number[]
  /** Days since the last run before the plan, and what a week held before that; null: no run is known. */
  break: { daysOff: number; weekBeforeM: number } | null
}

export const hardTypes: ReadonlySet<WorkoutType> = new Set([
  'tempo',
  'threshold',
  'interval',
  'hill',
  'fartlek',
  'race',
  'test',
])
/** Above the first threshold, in s, that make a session hard whatever it calls itself. */
const hardFromS = 480
const longHardS = 5400
const longHardShare = 0.25

export function viewPlan(plan: Plan, athlete: AthleteFacts, history: TrainingHistory): PlanView {
  const byWeek = plan.weeks.map((week) => sessionsOfWeek(week, plan))
  return {
    plan,
    athlete,
    history,
    byWeek,
    sessions: byWeek.flat(),
    weeksBeforeM: weeksBefore(plan, athlete, history),
    break: breakBefore(plan, athlete, history),
  }
}

function sessionsOfWeek(week: Week, plan: Plan): Session[] {
  const found = week.workouts.map((workout) => ({
    workout,
    week: week.index,
    est: estimateWorkout(workout, plan.basis),
    stretches: stretchesOf(workout, plan.basis),
    isRun: isRun(workout.sport),
    isGoalRace: workout.type === 'race' && workout.date === plan.goal.raceDate,
  }))
  const weekM = found.reduce((sum, each) => sum + (each.isRun && !each.isGoalRace ? each.est.m : 0), 0)
  return found.map((session) => ({ ...session, isHard: isHard(session, weekM) }))
}

function isHard({ workout, est, isRun }: Omit<Session, 'isHard'>, weekM: number): boolean {
  if (!isTraining(workout)) return false
  if (hardTypes.has(workout.type) || est.hardS >= hardFromS) return true
  return isRun && (est.s >= longHardS || (workout.type === 'long' && est.m > longHardShare * weekM))
}

/** Runs of the plan for the load rules: without the race it is for. */
export const trainingRuns = (sessions: readonly Session[]): Session[] =>
  sessions.filter((session) => session.isRun && !session.isGoalRace)

/** Metres run in each week of the plan; what was done in the first week before the plan began counts. */
export function weekMetres(view: PlanView): number[] {
  const { plan, history } = view
  return view.byWeek.map((sessions, i) => {
    const from = plan.weeks[i]!.start
    const doneM = i === 0 && from < plan.start ? metresBetween(history.sessions, from, addDays(plan.start, -1)) : 0
    return doneM + trainingRuns(sessions).reduce((sum, { est }) => sum + est.m, 0)
  })
}

const runsOf = (sessions: readonly DoneSession[]) => sessions.filter(({ family }) => family === 'run')

function metresBetween(sessions: readonly DoneSession[], from: LocalDate, to: LocalDate): number {
  return runsOf(sessions).reduce((sum, { date, m }) => sum + (date >= from && date <= to ? (m ?? 0) : 0), 0)
}

/**
 * Full weeks before the plan. A week that is not over, and weeks between today and a later start, are not known and left
 * out. Without sessions the weekly sums count, without those the basis the plan was made from.
 */
function weeksBefore(plan: Plan, { today }: AthleteFacts, { sessions, weeks }: TrainingHistory): number[] {
  const first = runsOf(sessions).reduce<LocalDate | null>((min, { date }) => (min && min < date ? min : date), null)
  if (first === null) {
    if (sessions.length > 0) return []
    if (weeks.length > 0) return weeks.map(({ m }) => m)
    return plan.basis.weeklyM > 0 ? [1, 2, 3, 4].map(() => plan.basis.weeklyM) : []
  }
  const planWeek = plan.weeks[0]?.start ?? mondayOf(plan.start)
  const unfinished = mondayOf(addDays(today, 1))
  const end = unfinished < planWeek ? unfinished : planWeek
  const found: number[] = []
  for (let monday = mondayOf(first); monday < end; monday = addDays(monday, 7))
    found.push(metresBetween(sessions, monday, addDays(monday, 6)))
  return found
}

/** How long the athlete has not run when the plan is made, and the mean week of the four before. */
function breakBefore(
  plan: Plan,
  { today }: AthleteFacts,
  { sessions, daysOff, weekBeforeBreakM }: TrainingHistory,
): PlanView['break'] {
  const asOf = today < plan.start ? today : plan.start
  const runs = runsOf(sessions).filter(({ date, m }) => date < asOf && (m ?? 0) > 0)
  const last = runs.reduce<LocalDate | null>((max, { date }) => (max && max > date ? max : date), null)
  const known = last === null ? null : Math.max(0, daysBetween(last, asOf) - 1)
  const off = daysOff ?? known
  if (off === null) return null
  if (weekBeforeBreakM !== null) return { daysOff: off, weekBeforeM: weekBeforeBreakM }
  if (last === null) return { daysOff: off, weekBeforeM: plan.basis.weeklyM }
  const from = runs.reduce((min, { date }) => (min < date ? min : date), last)
  const weeks = Math.min(4, Math.max(1, (daysBetween(from, last) + 1) / 7))
  const start = addDays(last, -Math.round(7 * weeks) + 1)
  return { daysOff: off, weekBeforeM: metresBetween(runs, start, last) / weeks }
}

/** Longest run in the 30 days before a day, metres, done or planned; null: none is known. */
export function longestBefore(view: PlanView, date: LocalDate, runs: readonly Session[]): number | null {
  const { plan, athlete, history } = view
  const from = addDays(date, -30)
  const isBefore = (other: LocalDate) => other >= from && other < date
  let longest = 0
  if (from < plan.start)
    for (const { family, date: day, m } of history.sessions)
      if (family === 'run' && isBefore(day) && day < plan.start) longest = Math.max(longest, m ?? 0)
  for (const { workout, est } of runs) if (isBefore(workout.date)) longest = Math.max(longest, est.m)
  const isStatedRecent = history.sessions.length === 0 && addDays(athlete.today, 30) >= date
  if (isStatedRecent) longest = Math.max(longest, history.longest30M ?? plan.basis.longest30M)
  return longest > 0 ? longest : null
}

/** The load of something done: what is known of it, else its time or way at easy pace. */
export function doneLoad({ load, s, m, family }: DoneSession, thresholdPace: number | null): number {
  if (load !== null) return load
  const seconds = s ?? (family === 'run' && m !== null ? (m / 1000) * paceAt(0.79, thresholdPace) : 0)
  return (seconds / 36) * 0.79 ** 2
}
