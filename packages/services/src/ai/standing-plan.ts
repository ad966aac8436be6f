import { listPlans } from '@rc/db/queries/plans'
import type { Tenant } from '@rc/db'
import { readToday } from '../insights/today.ts'
import { readStanding, type StandingPlan } from '../plans/read-plan.ts'

/** The plan a conversation is about, else the one that counts, else the newest draft; null: there is none, or all are over. */
export async function readStandingPlan(tenant: Tenant, now: Date, planId: string | null): Promise<StandingPlan | null> {
  const { today } = await readToday(tenant, now)
  const plans = (await listPlans(tenant)).filter(({ state, endsOn }) => state !== 'archived' && endsOn >= today)
  const found =
    plans.find((plan) => plan.planId === planId) ?? plans.find(({ state }) => state === 'approved') ?? plans[0]
  return found ? readStanding(tenant, found.planId) : null
}
