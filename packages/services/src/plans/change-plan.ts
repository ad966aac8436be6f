import type { Tenant } from '@rc/db'
import { readRevision } from '@rc/db/queries/plans'
import { AppError } from '@rc/domain'
import {
  applyOperations,
  diffPlans,
  finishPlan,
  revertTo,
  type Plan,
  type PlanDiff,
  type PlanOperation,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { judge, readStanding, repairAhead, viewOf, type PlanView } from './read-plan.ts'
import { makeCount, ruleIds, storeRevision, type Done } from './store-revision.ts'

type Needs = Pick<Deps, 'database' | 'now'>

/**
 * Approves exactly the revision with this hash, judged with the data of now: a block cannot be approved (`plan_unsafe`), each
 * warning must have been confirmed, another revision in between is a `conflict`.
 */
export const approvePlan = async (
  { database, queue, now }: Needs & Pick<Deps, 'queue'>,
  userId: number,
  planId: string,
  { hash, confirmed }: { hash: string; confirmed: string[] },
): Promise<PlanView> => {
  const [view, jobs] = await database.asUser(userId, async (tenant) => {
    const standing = await readStanding(tenant, planId)
    const { plan } = standing
    if (plan.hash !== hash) throw new AppError('conflict', 'the plan has changed since it was looked at')
    const verdict = await judge(tenant, now(), plan, standing)
    const open = ruleIds(verdict, 'warn').filter((id) => !confirmed.includes(id))
    if (verdict.verdict === 'block' || open.length > 0)
      throw new AppError('plan_unsafe', 'the plan may not be approved as it is', {
        details: { reasons: [...ruleIds(verdict, 'block'), ...open] },
      })
    const announced = await makeCount(tenant, plan, now(), verdict)
    return [{ plan, state: 'approved' as const, approvedVersion: plan.version, verdict }, announced] as const
  })
  await queue.announce(jobs)
  return view
}

/** A new revision by typed operations on the one with `baseHash`; what was approved stays what counts until the next approval. */
export const changePlan = (
  deps: Needs,
  userId: number,
  planId: string,
  { baseHash, operations }: { baseHash: string; operations: PlanOperation[] },
): Promise<PlanView & { diff: PlanDiff }> =>
  revise(deps, userId, planId, baseHash, (_tenant, before) => {
    const changed = applyOperations(before, baseHash, operations)
    if (!changed.ok) {
      const code = changed.missing.includes('base_changed') ? 'conflict' : 'invalid_input'
      throw new AppError(code, 'the change does not fit the plan', { details: { reasons: changed.missing } })
    }
    // Doing less is let through: what it asks for in the weeks ahead is done with it, and shown.
    const isLess = operations.every(({ op }) => op === 'skip' || op === 'scale')
    return Promise.resolve({ plan: changed.value, done: operations, mayRepair: isLess })
  })

/** The plan as the rules would have it, in a revision of its own. */
export const repairStored = (
  deps: Needs,
  userId: number,
  planId: string,
  { baseHash }: { baseHash: string },
): Promise<PlanView & { diff: PlanDiff }> =>
  revise(deps, userId, planId, baseHash, (_tenant, before) =>
    Promise.resolve({ plan: nextOf(before), done: [], mayRepair: true }),
  )

const nextOf = (plan: Plan): Plan => finishPlan({ ...plan, version: plan.version + 1, status: 'draft' })

/** Back to an earlier revision, as one of its own. Throws `not_found`. */
export const undoPlan = (
  deps: Needs,
  userId: number,
  planId: string,
  { baseHash, toVersion }: { baseHash: string; toVersion: number },
): Promise<PlanView & { diff: PlanDiff }> =>
  revise(deps, userId, planId, baseHash, async (tenant, before) => {
    const earlier = await readRevision(tenant, planId, toVersion)
    if (!earlier) throw new AppError('not_found', 'no such revision')
    return { plan: revertTo(before, earlier.content as Plan), done: { revertedTo: toVersion } }
  })

async function revise(
  { database, now }: Needs,
  userId: number,
  planId: string,
  baseHash: string,
  next: (tenant: Tenant, before: Plan) => Promise<{ plan: Plan; done: Done; mayRepair?: boolean }>,
): Promise<PlanView & { diff: PlanDiff }> {
  return database.asUser(userId, async (tenant) => {
    const standing = await readStanding(tenant, planId)
    const { row, plan: before } = standing
    if (row.state === 'archived') throw new AppError('conflict', 'the plan has been put away')
    if (before.hash !== baseHash) throw new AppError('conflict', 'the plan has changed since it was looked at')
    const { plan: asked, done, mayRepair = false } = await next(tenant, before)
    const { plan, verdict } = mayRepair
      ? await repairAhead(tenant, now(), asked, standing, before)
      : { plan: asked, verdict: await judge(tenant, now(), asked, standing, before) }
    await storeRevision(tenant, plan, {
      told: standing.told,
      verdict,
      operations: done,
      approvedVersion: row.approvedVersion,
    })
    return { ...viewOf({ row, plan }, verdict), diff: diffPlans(before, plan) }
  })
}
