import * as contract from '@rc/contract'
import { readPasted } from '@rc/services/plans/read-pasted'
import { exportSummary } from '@rc/services/ai/export-summary'
import { importPlan } from '@rc/services/plans/import-plan'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

/** Plans and facts on their way to other chats and back. */
export function mountPlanExchange(mount: Mount, deps: ApiDeps): void {
  mount(contract.importPlan, async ({ userId, query, bytes }) => {
    const { planId = null, goal = null, raceDate = null, start = null, keep, ...rest } = query
    const asked = { ...rest, planId, goal, raceDate, start, keep: keep === '1' }
    return importPlan(deps, userId, asked, await readPasted(bytes))
  })
  mount(contract.exportSummary, ({ userId, query }) => exportSummary(deps, userId, query))
}
