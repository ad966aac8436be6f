import type { getSchedule, SessionResult, StoredPlan } from '@rc/contract'
import type { LocalDate } from '@rc/domain'
import { workoutsOf, type Basis, type Workout } from '@rc/planning'
import type { Output } from '#lib/api.ts'

export interface PlannedMonth {
  stored: StoredPlan[]
  approved: Output<typeof getSchedule>['workouts']
  results: SessionResult[]
}

/** A planned session as the calendar shows it. */
export interface PlannedEntry {
  planId: string
  workout: Workout
  basis: Basis
  /** Moved or changed, and nobody has approved it yet. */
  waits: boolean
  result: SessionResult | null
  /** Days it may be moved to. */
  from: LocalDate
  to: LocalDate
}

/** Planned sessions by their days; one that was done is shown by what was done. */
export function entriesOf({ stored, approved, results }: PlannedMonth): Map<LocalDate, PlannedEntry[]> {
  const standing = new Map(approved.map((each) => [`${each.planId} ${each.key}`, each]))
  const outcome = new Map(results.map((each) => [each.key, each]))
  const entries = stored.flatMap(({ plan }) =>
    workoutsOf(plan).flatMap((workout): PlannedEntry[] => {
      const result = outcome.get(workout.key) ?? null
      if (workout.type === 'rest' || result?.state === 'done') return []
      const counts = standing.get(`${plan.id} ${workout.key}`)
      const waits = counts?.localDate !== workout.date || Math.abs(counts.load - workout.est.load) > 0.05
      return [{ planId: plan.id, workout, basis: plan.basis, waits, result, from: plan.start, to: plan.end }]
    }),
  )
  return Map.groupBy(entries, ({ workout }) => workout.date)
}

/** How many sessions wait for an approval, plan by plan. */
export const aheadOf = ({ stored }: PlannedMonth): StoredPlan[] =>
  stored.filter(({ plan, approvedVersion }) => approvedVersion !== plan.version)

export const canMove = ({ workout, from, to }: PlannedEntry, date: LocalDate, today: LocalDate): boolean =>
  workout.lock === 'none' && workout.date >= today && date >= today && date >= from && date <= to
