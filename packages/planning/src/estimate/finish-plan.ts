import { hashPlan } from '../model/canonical.ts'
import type { Basis, Plan, Week, Workout } from '../model/plan.ts'
import { estimateWorkout } from './estimate-workout.ts'

/** The sums of a week's workouts. */
function totalsOf(workouts: readonly Pick<Workout, 'est'>[]): Week['totals'] {
  const total = (field: 's' | 'm' | 'load') => workouts.reduce((sum, { est }) => sum + est[field], 0)
  return { s: total('s'), m: Math.round(10 * total('m')) / 10, load: Math.round(10 * total('load')) / 10 }
}

/** Workouts in the order of their days. */
export const byDay = (a: Workout, b: Workout): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.order - b.order || (a.key < b.key ? -1 : 1)

/** Every number the server owes a plan but the hash, whatever was written there: estimates, totals, order. */
export function computeSizes(plan: Plan): Plan {
  const weeks = plan.weeks.map((week) => {
    const workouts = week.workouts.map((workout) => sized(workout, plan.basis)).toSorted(byDay)
    return { ...week, workouts, totals: totalsOf(workouts) }
  })
  return { ...plan, weeks, hash: '' }
}

/** The same workout where its size was right: what was found out of it is remembered by its steps. */
function sized(workout: Workout, basis: Basis): Workout {
  const { est } = workout
  const { s, m, load, hardS } = estimateWorkout(workout, basis)
  const isRight = est.s === s && est.m === m && est.load === load && est.hardS === hardS
  return isRight ? workout : { ...workout, est: { s, m, load, hardS } }
}

/** The sizes and the hash of exactly this content. */
export function finishPlan(plan: Plan): Plan {
  const sized = computeSizes(plan)
  return { ...sized, hash: hashPlan(sized) }
}
