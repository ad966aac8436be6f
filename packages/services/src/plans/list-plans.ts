import {
  deletePlanParts,
  listPlans as listPlanRows,
  listRevisions as listRevisionRows,
  listSchedule as listScheduleRows,
  setPlanState,
} from '@rc/db/queries/plans'
import { AppError, type LocalDate } from '@rc/domain'
import { diffPlans } from '@rc/planning'
import type { Deps } from '../deps.ts'
import { endDelivery } from '../delivery/follow-approval.ts'
import { notifyUser } from '../work/notify-user.ts'
import { judge, readStanding, viewOf, type PlanView } from './read-plan.ts'

type Needs = Pick<Deps, 'database' | 'now'>

export const listPlans = ({ database }: Needs, userId: number) =>
  database.asUser(userId, async (tenant) =>
    (await listPlanRows(tenant)).map(({ planId, title, goal, state, startsOn, endsOn, version, approvedVersion }) => ({
      id: planId,
      title,
      goal,
      state,
      startsOn,
      endsOn,
      version,
      approvedVersion,
    })),
  )

export const getPlan = ({ database, now }: Needs, userId: number, planId: string): Promise<PlanView> =>
  database.asUser(userId, async (tenant) => {
    const standing = await readStanding(tenant, planId)
    return viewOf(standing, await judge(tenant, now(), standing.plan, standing))
  })

/** What the newest revision would change of the one that counts. */
export const getPlanDiff = ({ database }: Pick<Deps, 'database'>, userId: number, planId: string) =>
  database.asUser(userId, async (tenant) => {
    const { plan, approved } = await readStanding(tenant, planId)
    return { diff: approved && diffPlans(approved, plan) }
  })

/** Every revision with what made it; the newest first. */
export const listRevisions = ({ database }: Needs, userId: number, planId: string) =>
  database.asUser(userId, async (tenant) => {
    const rows = await listRevisionRows(tenant, planId)
    if (rows.length === 0) throw new AppError('not_found', 'no such plan')
    return {
      revisions: rows.map(({ version, hash, origin, operations, approvedAt, confirmed, createdAt }) => ({
        version,
        hash,
        origin,
        operations: Array.isArray(operations) ? operations.length : 0,
        revertedTo: isReturn(operations) ? operations.revertedTo : null,
        approvedAt: approvedAt?.toISOString() ?? null,
        confirmed,
        createdAt: createdAt.toISOString(),
      })),
    }
  })

const isReturn = (operations: unknown): operations is { revertedTo: number } =>
  typeof operations === 'object' && operations !== null && 'revertedTo' in operations

/** Put away: its days are free again, what stands on the watch of it is taken down. Nothing of it is forgotten. */
export const archivePlan = async ({ database, queue }: Needs & Pick<Deps, 'queue'>, userId: number, planId: string) => {
  const jobs = await database.asUser(userId, async (tenant) => {
    await readStanding(tenant, planId)
    await setPlanState(tenant, planId, 'archived')
    await deletePlanParts(tenant, planId)
    await notifyUser(tenant, { type: 'plan', planId })
    return endDelivery(tenant, planId)
  })
  await queue.announce(jobs)
}

/** What is due on some days, of approved plans only. */
export const getSchedule = (
  { database }: Pick<Deps, 'database'>,
  userId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
) => database.asUser(userId, async (tenant) => ({ workouts: await listScheduleRows(tenant, from, to) }))
