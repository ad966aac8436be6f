import type { Tenant } from '@rc/db'
import { addRevision, markApproved, putPlan, replaceParts, type PlanParts } from '@rc/db/queries/plans'
import { rulesVersion, workoutsOf, type Finding, type Plan, type PlanOperation, type Verdict } from '@rc/planning'
import type { JobAnnouncement } from '@rc/jobs'
import { followApproval } from '../delivery/follow-approval.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import type { Told } from './read-inputs.ts'

/** What was done to the revision before; a return to an earlier one is told by its number. */
export type Done = PlanOperation[] | { revertedTo: number } | null

/** Writes a revision as the newest of its plan. What was approved stays what counts. */
export async function storeRevision(
  tenant: Tenant,
  plan: Plan,
  given: { told: Partial<Told>; verdict: Verdict; operations: Done; approvedVersion: number | null },
): Promise<void> {
  const { told, verdict, operations, approvedVersion } = given
  await putPlan(tenant, {
    planId: plan.id,
    title: plan.title,
    goal: plan.goal.kind,
    state: approvedVersion === null ? 'draft' : 'approved',
    startsOn: plan.start,
    endsOn: plan.end,
    version: plan.version,
    approvedVersion,
  })
  await addRevision(tenant, {
    planId: plan.id,
    version: plan.version,
    content: plan,
    hash: plan.hash,
    origin: plan.origin.kind,
    operations,
    verdict: { ...verdict, told },
    rulesVersion,
  })
  await notifyUser(tenant, { type: 'plan', planId: plan.id })
}

/** From now on this revision counts: on the calendar, on the watch where the plan has been sent there, and in the end. */
export async function makeCount(
  tenant: Tenant,
  plan: Plan,
  approvedAt: Date,
  verdict: Verdict,
): Promise<JobAnnouncement[]> {
  await markApproved(tenant, {
    planId: plan.id,
    version: plan.version,
    approvedAt,
    confirmed: ruleIds(verdict, 'warn'),
  })
  await putPlan(tenant, {
    planId: plan.id,
    title: plan.title,
    goal: plan.goal.kind,
    state: 'approved',
    startsOn: plan.start,
    endsOn: plan.end,
    version: plan.version,
    approvedVersion: plan.version,
  })
  await replaceParts(tenant, plan.id, partsOf(plan))
  await notifyUser(tenant, { type: 'plan', planId: plan.id })
  return [...(await followApproval(tenant, plan)), await putJob(tenant, 'own.plans.assess', {}, 'plans')]
}

/** The rules that speak with this severity, each once. */
export const ruleIds = ({ findings }: Verdict, severity: Finding['severity']): string[] => [
  ...new Set(findings.filter((finding) => finding.severity === severity).map(({ id }) => id)),
]

function partsOf(plan: Plan): PlanParts {
  const planId = plan.id
  const kept = workoutsOf(plan)
  return {
    weeks: plan.weeks.map(({ index, start, phase, deload, totals }) => ({
      planId,
      week: index,
      startsOn: start,
      phase,
      isDeload: deload,
      durationS: totals.s,
      distanceM: totals.m,
      load: totals.load,
    })),
    workouts: kept.map(({ key, sport, type, title, purpose, steps, est }) => ({
      planId,
      key,
      sport,
      type,
      title,
      purpose,
      steps,
      durationS: est.s,
      distanceM: est.m,
      load: est.load,
    })),
    schedule: kept.map(({ key, date, order }) => ({ planId, key, localDate: date, place: order })),
  }
}
