import type { Tenant } from '@rc/db'
import { readPlan, readRevision, type PlanRow } from '@rc/db/queries/plans'
import { AppError } from '@rc/domain'
import { finishPlan, repairPlan, validatePlan, type Plan, type Repaired, type Verdict } from '@rc/planning'
import { readInputs, type Told } from './read-inputs.ts'

/** A plan as it stands, with what the validator says of it today. */
export interface PlanView {
  plan: Plan
  state: 'draft' | 'approved' | 'archived'
  approvedVersion: number | null
  verdict: Verdict
}

export interface StandingPlan {
  row: PlanRow
  /** The newest revision. */
  plan: Plan
  /** The one that counts; null: none was ever approved. */
  approved: Plan | null
  told: Partial<Told>
}

/** The newest revision of a plan and the one that counts, and what it was made with. Throws `not_found`. */
export async function readStanding(tenant: Tenant, planId: string): Promise<StandingPlan> {
  const row = await readPlan(tenant, planId)
  const revision = row && (await readRevision(tenant, planId, row.version))
  if (!row || !revision) throw new AppError('not_found', 'no such plan')
  const { told } = revision.verdict as { told: Partial<Told> }
  const plan = revision.content as Plan
  return { row, plan, approved: row.approvedVersion === null ? null : await readVersion(tenant, row), told }
}

async function readVersion(tenant: Tenant, { planId, approvedVersion }: PlanRow): Promise<Plan | null> {
  const revision = approvedVersion === null ? null : await readRevision(tenant, planId, approvedVersion)
  return (revision?.content as Plan | undefined) ?? null
}

/** What the rules say of a content with the data of now. */
export async function judge(
  tenant: Tenant,
  now: Date,
  plan: Plan,
  { approved, told }: Pick<StandingPlan, 'approved' | 'told'>,
  previous: Plan | null = null,
): Promise<Verdict> {
  const { athlete, history } = await readInputs(tenant, now, told, plan.id)
  return validatePlan(plan, { ...athlete, previous, approved }, history)
}

/**
 * The same content, put right by the rules where they stop it: always towards less, and only ahead. What was left out this
 * week may ask for less in the next; that the athlete did less is never what stops them.
 */
export async function repairAhead(
  tenant: Tenant,
  now: Date,
  plan: Plan,
  { approved, told }: Pick<StandingPlan, 'approved' | 'told'>,
  previous: Plan,
): Promise<Repaired> {
  const { today, athlete, history } = await readInputs(tenant, now, told, plan.id)
  const facts = { ...athlete, previous, approved }
  const repaired = repairPlan(plan, facts, history)
  if (repaired.applied.length === 0) return repaired
  const weeks = repaired.plan.weeks.map((week, i) => ({
    ...week,
    workouts: [
      ...plan.weeks[i]!.workouts.filter(({ date }) => date < today),
      ...week.workouts.filter(({ date }) => date >= today),
    ],
  }))
  const ahead = finishPlan({ ...repaired.plan, weeks })
  return { plan: ahead, verdict: validatePlan(ahead, facts, history), applied: repaired.applied }
}

export const viewOf = ({ row, plan }: Pick<StandingPlan, 'row' | 'plan'>, verdict: Verdict): PlanView => ({
  plan,
  state: row.state,
  approvedVersion: row.approvedVersion,
  verdict,
})
