import type { LocalDate } from '@rc/domain'
import type { Plan } from '@rc/planning'
import type { Deps } from '../deps.ts'
import { approvePlan } from './change-plan.ts'
import { generatePlan, type PlanAsked } from './generate-plan.ts'

// A plan for tests that begin where one has been approved.

/** Running for fitness on any day, an hour on weekdays. */
export const sampleRequest: Omit<PlanAsked, 'start' | 'weeks'> = {
  goal: { kind: 'fitness', raceDate: null, targetS: null, note: null },
  title: 'sample',
  locale: 'ko',
  pool: null,
  availability: {
    minutes: [60, 60, 60, 60, 60, 90, 90],
    dates: {},
    longRunDay: null,
    maxDaysPerWeek: null,
    maxSessionsPerDay: null,
    excludedSports: [],
  },
  isInjured: false,
  injuryUntil: null,
  isPregnant: false,
}

/** Approved with all its warnings confirmed. */
export async function approveSamplePlan(
  deps: Pick<Deps, 'database' | 'queue' | 'now' | 'log'>,
  userId: number,
  { start, weeks }: { start: LocalDate; weeks: number },
): Promise<Plan> {
  const { plan, verdict } = await generatePlan(deps, userId, { ...sampleRequest, start, weeks })
  await approvePlan(deps, userId, plan.id, { hash: plan.hash, confirmed: verdict.findings.map(({ id }) => id) })
  return plan
}
