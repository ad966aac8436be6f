import type { LocalDate } from '@rc/domain'
import { canonicalJson } from '../model/canonical.ts'
import { workoutsOf, type Plan, type Workout } from '../model/plan.ts'

/** What a reader needs to know of a workout on either side of a change. */
export interface WorkoutGist {
  date: LocalDate
  title: string
  sport: Workout['sport']
  type: Workout['type']
  s: number
  m: number
  load: number
}

/** One change, as data: the words are in the message files. */
export interface WorkoutChange {
  key: string
  change: 'added' | 'removed' | 'moved' | 'harder' | 'easier' | 'reshaped' | 'reworded'
  before: WorkoutGist | null
  after: WorkoutGist | null
}

export interface PlanDiff {
  workouts: WorkoutChange[]
  /** Weeks whose sums changed: seconds, metres, load. */
  weeks: { index: number; before: Plan['weeks'][number]['totals']; after: Plan['weeks'][number]['totals'] }[]
}

/** What became of each workout from one revision to another, in the order of their days. */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  const old = new Map(workoutsOf(before).map((workout) => [workout.key, workout]))
  const now = new Map(workoutsOf(after).map((workout) => [workout.key, workout]))
  const keys = [...new Set([...old.keys(), ...now.keys()])]
  const workouts = keys.flatMap((key) => changesOf(key, old.get(key) ?? null, now.get(key) ?? null))
  const dayOf = ({ before: was, after: is }: WorkoutChange) => (is ?? was)!.date
  const weeks = after.weeks.flatMap((week) => {
    const was = before.weeks.find(({ start }) => start === week.start)
    const isSame = was !== undefined && canonicalJson(was.totals) === canonicalJson(week.totals)
    return isSame ? [] : [{ index: week.index, before: was?.totals ?? { s: 0, m: 0, load: 0 }, after: week.totals }]
  })
  return { workouts: workouts.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0)), weeks }
}

const gistOf = ({ date, title, sport, type, est }: Workout): WorkoutGist => ({
  date,
  title,
  sport,
  type,
  s: est.s,
  m: est.m,
  load: est.load,
})

/** A workout that moved and changed says both. */
function changesOf(key: string, before: Workout | null, after: Workout | null): WorkoutChange[] {
  if (before === null || after === null) {
    const change = before === null ? 'added' : 'removed'
    return [{ key, change, before: before && gistOf(before), after: after && gistOf(after) }]
  }
  const found: WorkoutChange['change'][] = before.date === after.date ? [] : ['moved']
  const content = ({ sport, type, steps, pool }: Workout) => canonicalJson([sport, type, steps, pool])
  if (content(before) !== content(after)) {
    const difference = after.est.load - before.est.load
    found.push(Math.abs(difference) < 0.5 ? 'reshaped' : difference > 0 ? 'harder' : 'easier')
  } else if (before.title !== after.title || before.purpose !== after.purpose) found.push('reworded')
  return found.map((change) => ({ key, change, before: gistOf(before), after: gistOf(after) }))
}
