import { addDays, daysBetween, isLocalDate, mondayOf, type Outcome } from '@rc/domain'
import { byDay, finishPlan } from '../estimate/finish-plan.ts'
import type { Plan, Week, Workout } from '../model/plan.ts'
import { makeRace } from '../plan/make-race.ts'
import type { PlanRequest } from '../plan/plan-request.ts'
import { divideSeason } from '../plan/season.ts'
import { phaseWords } from '../templates/template-words.ts'
import { leftOut, type DraftSession, type Left } from './draft.ts'
import { makeSession } from './make-session.ts'

export interface ExpandedDraft {
  plan: Plan
  /** What was said and is not in the plan. */
  left: Left[]
}

const mostWeeks = 60
const mostPerDay = 4

/**
 * The canonical plan of a draft: steps, targets, weeks, phases, sums and texts are ours, days, templates and sizes are the
 * draft's. Nothing is invented for what cannot be taken over; it is told. The race of the goal stands on its day whatever
 * was said. `request.athlete.knownSources` may be cited. Missing: `no_sessions`, `race_past`, `race_too_far`.
 */
export function expandDraft(
  sessions: readonly DraftSession[],
  request: PlanRequest,
  origin: Plan['origin'],
): Outcome<ExpandedDraft> {
  const { raceDate } = request.goal
  if (raceDate !== null && raceDate < request.start) return { ok: false, missing: ['race_past'] }
  const first = mondayOf(request.start)
  if (raceDate !== null && daysBetween(first, raceDate) >= 7 * mostWeeks)
    return { ok: false, missing: ['race_too_far'] }
  const left: Left[] = []
  const lastDay = raceDate ?? addDays(first, 7 * mostWeeks - 1)
  const context = { ...request, knownSources: request.athlete.knownSources }
  const workouts: Workout[] = []
  for (const [i, said] of sessions.entries()) {
    const at = `sessions.${i}`
    if (said.template === 'rest') continue
    const why = placeOf(said, workouts, { start: request.start, lastDay, raceDate })
    if (why !== null) {
      left.push(leftOut(at, why, said.date))
      continue
    }
    const nth = workouts.filter(({ date }) => date === said.date).length
    const made = makeSession(said, `${said.date}-${said.template}${nth > 0 ? `-${nth + 1}` : ''}`, at, context, left)
    if (made !== null) workouts.push({ ...made, order: nth })
  }
  if (workouts.length === 0) return { ok: false, missing: ['no_sessions'] }
  if (raceDate !== null) workouts.push(makeRace(request))
  return { ok: true, value: { plan: layOut(request, workouts, origin), left } }
}

type Bounds = { start: string; lastDay: string; raceDate: string | null }

/** Why a session has no place; null: it has one. */
function placeOf({ date, template }: DraftSession, placed: readonly Workout[], bounds: Bounds): Left['reason'] | null {
  if (!isLocalDate(date)) return 'bad_date'
  if (date < bounds.start) return 'past'
  // The goal's race is ours to place; another one is no training that could be made smaller.
  if (date === bounds.raceDate || template === 'race') return 'race_day'
  if (date > bounds.lastDay) return 'outside_plan'
  return placed.filter((workout) => workout.date === date).length >= mostPerDay ? 'too_many_that_day' : null
}

/** Workouts in the weeks, phases and sums of a plan. */
export function layOut(request: PlanRequest, workouts: readonly Workout[], origin: Plan['origin']): Plan {
  const { goal, locale } = request
  const last = workouts.reduce((max, { date }) => (date > max ? date : max), request.start)
  const count = Math.floor(daysBetween(mondayOf(request.start), last) / 7) + 1
  const weeks = divideSeason({ ...request, weeks: count }, false).map(({ index, start, phase }): Week => ({
    index,
    start,
    phase,
    deload: false,
    focus: phaseWords[phase]![locale],
    totals: { s: 0, m: 0, load: 0 },
    workouts: workouts.filter(({ date }) => date >= start && date <= addDays(start, 6)).toSorted(byDay),
  }))
  const lighter = weeks.map((week, i) => markDeload(week, weeks[i - 1], locale))
  return finishPlan({
    schema: 'runningcoach.plan/1',
    id: request.id,
    version: 1,
    locale,
    tz: request.tz,
    title: request.title,
    goal,
    start: request.start,
    end: goal.raceDate ?? addDays(weeks.at(-1)!.start, 6),
    basis: request.basis,
    weeks: lighter,
    assumptions: [],
    origin,
    status: 'draft',
    hash: '',
  })
}

/** A week is a lighter one when it is: at most 85 % of the one before, and no taper. */
function markDeload(week: Week, before: Week | undefined, locale: Plan['locale']): Week {
  const loadOf = ({ workouts }: Week) => workouts.reduce((sum, { est }) => sum + est.load, 0)
  const isFree = week.phase === 'taper' || week.phase === 'race' || before === undefined
  if (isFree || loadOf(week) === 0 || loadOf(week) > 0.85 * loadOf(before)) return week
  return { ...week, deload: true, focus: phaseWords['deload']![locale] }
}
