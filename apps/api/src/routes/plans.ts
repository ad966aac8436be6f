import * as contract from '@rc/contract'
import { approvePlan, changePlan, generatePlan, getPlan, getSchedule, listPlans } from '@rc/services/plans/plans'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountPlans(mount: Mount, deps: ApiDeps): void {
  mount(contract.listPlans, async ({ userId }) => ({ plans: await listPlans(deps, userId) }))
  mount(contract.generatePlan, ({ userId, body }) => generatePlan(deps, userId, body))
  mount(contract.getPlan, ({ userId, params }) => getPlan(deps, userId, params.id))
  mount(contract.approvePlan, ({ userId, params, body }) => approvePlan(deps, userId, params.id, body))
  mount(contract.changePlan, ({ userId, params, body }) => changePlan(deps, userId, params.id, body))
  mount(contract.getSchedule, ({ userId, query }) => getSchedule(deps, userId, query))
}
