import type { getSchedule, SessionResult, StoredPlan } from '@rc/contract'
import { daysBetween, type LocalDate } from '@rc/domain'
import { workoutsOf, type Basis, type Plan, type Workout } from '@rc/planning'
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

/** Planned sessions by their days; one that was done is shown by what was done, unless both stand side by side. */
export function entriesOf(
  { stored, approved, results }: PlannedMonth,
  withDone = false,
): Map<LocalDate, PlannedEntry[]> {
  const standing = new Map(approved.map((each) => [`${each.planId} ${each.key}`, each]))
  const outcome = new Map(results.map((each) => [each.key, each]))
  const entries = stored.flatMap(({ plan }) =>
    workoutsOf(plan).flatMap((workout): PlannedEntry[] => {
      const result = outcome.get(workout.key) ?? null
      if (workout.type === 'rest' || (result?.state === 'done' && !withDone)) return []
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

/** Whether a day lies within its plan and ahead: it may then be copied there, whatever holds the original. */
export const canCopy = ({ from, to }: PlannedEntry, date: LocalDate, today: LocalDate): boolean =>
  date >= today && date >= from && date <= to

/** The same session on another day, under a key that its plan does not have yet. */
export function copyOf({ workout }: PlannedEntry, date: LocalDate, plan: Plan): Workout {
  const taken = new Set(workoutsOf(plan).map(({ key }) => key))
  const stem = workout.key.slice(0, 30)
  let key = `${stem}-${date.slice(5).replace('-', '')}`
  for (let n = 2; taken.has(key); n++) key = `${stem}-${date.slice(5).replace('-', '')}-${n}`
  return { ...workout, key, date, lock: 'none' }
}

export interface Race {
  planId: string
  title: string
  date: LocalDate
  /** Days from today; 0 is today. */
  days: number
}

/** Races of the plans that are still ahead, the nearest first. */
export const racesOf = ({ stored }: PlannedMonth, today: LocalDate): Race[] =>
  stored
    .flatMap(({ plan }): Race[] => {
      const date = plan.goal.raceDate
      return date === null || date < today
        ? []
        : [{ planId: plan.id, title: plan.title, date, days: daysBetween(today, date) }]
    })
    .toSorted((a, b) => a.days - b.days)

export const canMove = ({ workout, from, to }: PlannedEntry, date: LocalDate, today: LocalDate): boolean =>
  workout.lock === 'none' && workout.date >= today && date >= today && date >= from && date <= to
