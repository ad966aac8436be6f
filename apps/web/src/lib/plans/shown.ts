import { addDays, type LocalDate } from '@rc/domain'
import type { Plan, Workout } from '@rc/planning'

/** Sessions without the days of rest. */
export const sessionsOf = (workouts: readonly Workout[]): Workout[] => workouts.filter(({ type }) => type !== 'rest')

export const weekOf = (plan: Plan, date: LocalDate): Plan['weeks'][number] | undefined =>
  plan.weeks.find(({ start }) => date >= start && date <= addDays(start, 6))
