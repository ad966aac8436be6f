import { randomUUID } from 'node:crypto'
import { AppError, type LocalDate } from '@rc/domain'
import { finishPlan, planTraining, type Availability, type Finding, type Goal, type Workout } from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readFollowThrough } from './follow-through.ts'
import { readInputs } from './read-inputs.ts'
import type { PlanView } from './read-plan.ts'
import { storeRevision } from './store-revision.ts'

export interface PlanAsked {
  goal: Goal
  start: LocalDate
  weeks: number | null
  title: string
  locale: 'ko' | 'en'
  pool: Workout['pool']
  availability: Availability
  isInjured: boolean
  injuryUntil: LocalDate | null
  isPregnant: boolean
}

/** A draft by rules from the athlete's own history, stored as revision 1; throws `invalid_input` where there can be none. */
export function generatePlan({ database, now }: Pick<Deps, 'database' | 'now'>, userId: number, asked: PlanAsked) {
  return database.asUser(userId, async (tenant): Promise<PlanView & { repaired: Finding[] }> => {
    const { availability, isInjured, injuryUntil, isPregnant, ...request } = asked
    const told = { availability, isInjured, injuryUntil, isPregnant }
    const { today, timeZone, basis, athlete, history } = await readInputs(tenant, now(), told, null)
    // Days of another plan are that plan's; a draft may lie over them until one of the two is approved.
    const learnt = await readFollowThrough(tenant, today, availability, request.locale)
    const facts = { ...athlete, otherPlans: [], availability: learnt.availability }
    const start = request.start > today ? request.start : today
    const drafted = planTraining({ ...request, start, id: randomUUID(), tz: timeZone, basis, athlete: facts, history })
    if (!drafted.ok) throw new AppError('invalid_input', 'no plan fits', { details: { reasons: drafted.missing } })
    const { verdict, applied } = drafted.value
    const { plan: made } = drafted.value
    const plan =
      learnt.note === null ? made : finishPlan({ ...made, assumptions: [...made.assumptions, learnt.note].slice(-10) })
    await storeRevision(tenant, plan, { told, verdict, operations: null, approvedVersion: null })
    return { plan, state: 'draft', approvedVersion: null, verdict, repaired: applied }
  })
}
