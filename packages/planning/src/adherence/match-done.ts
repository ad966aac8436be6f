import { daysBetween, type LocalDate } from '@rc/domain'
import { isBike, isRun, isSwim, isTraining, type PlanSport, type Workout } from '../model/plan.ts'

/** Something done, as far as it takes to find the session it was meant to be. Seconds and metres null where unknown. */
export interface DoneActivity {
  id: number
  date: LocalDate
  family: 'run' | 'bike' | 'swim' | 'foot' | 'other'
  s: number | null
  m: number | null
}

const familyOf = (sport: PlanSport): DoneActivity['family'] => {
  if (isRun(sport)) return 'run'
  if (isBike(sport)) return 'bike'
  if (isSwim(sport)) return 'swim'
  return sport === 'walk' || sport === 'hike' ? 'foot' : 'other'
}

/** On another day only something of nearly the same size is taken for the session, and only one day away. */
const leastAlike = 0.7
const mostDaysAway = 1

/** 1: the same size · 0: nothing in common; unknown sizes are half alike. */
function alike({ est }: Workout, { s, m }: DoneActivity): number {
  const ratio = (a: number, b: number) => Math.min(a, b) / Math.max(a, b)
  if (est.m > 0 && m !== null && m > 0) return ratio(est.m, m)
  return est.s > 0 && s !== null && s > 0 ? ratio(est.s, s) : 0.5
}

/**
 * Which activity was which planned session: of the same kind of sport, on its day or one beside it, the most alike first;
 * each at most once. Own choice, evidence D.
 */
export function matchDone(planned: readonly Workout[], done: readonly DoneActivity[]): Map<string, DoneActivity> {
  const pairs = planned.filter(isTraining).flatMap((workout) =>
    done.flatMap((activity) => {
      const away = Math.abs(daysBetween(workout.date, activity.date))
      const likeness = alike(workout, activity)
      const fits = away === 0 || (away <= mostDaysAway && likeness >= leastAlike)
      return fits && familyOf(workout.sport) === activity.family ? [{ workout, activity, away, likeness }] : []
    }),
  )
  const found = new Map<string, DoneActivity>()
  const taken = new Set<number>()
  for (const { workout, activity } of pairs.toSorted((a, b) => a.away - b.away || b.likeness - a.likeness)) {
    if (found.has(workout.key) || taken.has(activity.id)) continue
    found.set(workout.key, activity)
    taken.add(activity.id)
  }
  return found
}
