import type { LocalDate } from '@rc/domain'
import type { Basis, Goal, Locale, Workout } from '../model/plan.ts'
import type { AthleteFacts, TrainingHistory } from '../validate/athlete-facts.ts'

/** Everything a draft is made from; the same request always gives the same plan. */
export interface PlanRequest {
  id: string
  locale: Locale
  tz: string
  title: string
  goal: Goal
  /** First day of the plan, today or later. */
  start: LocalDate
  /** Length where there is no race; null: the usual one for the goal. */
  weeks: number | null
  basis: Basis
  pool: Workout['pool']
  athlete: AthleteFacts
  history: TrainingHistory
}
