import { randomUUID } from 'node:crypto'
import {
  addRevision,
  listPlans as listPlanRows,
  listSchedule as listScheduleRows,
  markApproved,
  putPlan,
  readPlan,
  readRevision,
  replaceParts,
  type PlanParts,
} from '@rc/db/queries/plans'
import type { Tenant } from '@rc/db'
import { AppError, type LocalDate } from '@rc/domain'
import {
  applyOperations,
  diffPlans,
  planTraining,
  rulesVersion,
  validatePlan,
  workoutsOf,
  type Availability,
  type Finding,
  type Goal,
  type Plan,
  type PlanDiff,
  type PlanOperation,
  type Verdict,
  type Workout,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readInputs, type Told } from './read-inputs.ts'

type Needs = Pick<Deps, 'database' | 'now'>

/** A plan as it stands, with what the validator says of it today. */
export interface PlanView {
  plan: Plan
  state: 'draft' | 'approved' | 'archived'
  approvedVersion: number | null
  verdict: Verdict
}

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
export function generatePlan({ database, now }: Needs, userId: number, asked: PlanAsked) {
  return database.asUser(userId, async (tenant): Promise<PlanView & { repaired: Finding[] }> => {
    const { availability, isInjured, injuryUntil, isPregnant, ...request } = asked
    const told = { availability, isInjured, injuryUntil, isPregnant }
    const { timeZone, basis, athlete, history } = await readInputs(tenant, now(), told, null)
    // Days of another plan are that plan's; a draft may lie over them until one of the two is approved.
    const facts = { ...athlete, otherPlans: [] }
    const start = request.start > athlete.today ? request.start : athlete.today
    const drafted = planTraining({ ...request, start, id: randomUUID(), tz: timeZone, basis, athlete: facts, history })
    if (!drafted.ok) throw new AppError('invalid_input', 'no plan fits', { details: { reasons: drafted.missing } })
    const { plan, verdict, applied } = drafted.value
    await storeRevision(tenant, { plan, told, verdict, operations: null, approvedVersion: null })
    return { plan, state: 'draft', approvedVersion: null, verdict, repaired: applied }
  })
}

async function storeRevision(
  tenant: Tenant,
  {
    plan,
    told,
    verdict,
    operations,
    approvedVersion,
  }: {
    plan: Plan
    told: Partial<Told>
    verdict: Verdict
    operations: PlanOperation[] | null
    approvedVersion: number | null
  },
): Promise<void> {
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
}

/** The newest revision and what it was made with. Throws `not_found`. */
async function readNewest(tenant: Tenant, planId: string) {
  const row = await readPlan(tenant, planId)
  const revision = row && (await readRevision(tenant, planId, row.version))
  if (!row || !revision) throw new AppError('not_found', 'no such plan')
  const { told } = revision.verdict as { told: Partial<Told> }
  return { row, plan: revision.content as Plan, told }
}

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
    const { row, plan, told } = await readNewest(tenant, planId)
    const { athlete, history } = await readInputs(tenant, now(), told, planId)
    const verdict = validatePlan(plan, athlete, history)
    return { plan, state: row.state, approvedVersion: row.approvedVersion, verdict }
  })

/**
 * Approves exactly the revision with this hash, judged with the data of now: a block cannot be approved (`plan_unsafe`), each
 * warning must have been confirmed, another revision in between is a `conflict`.
 */
export const approvePlan = (
  { database, now }: Needs,
  userId: number,
  planId: string,
  { hash, confirmed }: { hash: string; confirmed: string[] },
): Promise<PlanView> =>
  database.asUser(userId, async (tenant) => {
    const { row, plan, told } = await readNewest(tenant, planId)
    if (plan.hash !== hash) throw new AppError('conflict', 'the plan has changed since it was looked at')
    const { athlete, history } = await readInputs(tenant, now(), told, planId)
    const verdict = validatePlan(plan, athlete, history)
    const idsOf = (severity: Finding['severity']) => [
      ...new Set(verdict.findings.filter((finding) => finding.severity === severity).map(({ id }) => id)),
    ]
    const open = idsOf('warn').filter((id) => !confirmed.includes(id))
    if (verdict.verdict === 'block' || open.length > 0)
      throw new AppError('plan_unsafe', 'the plan may not be approved as it is', {
        details: { reasons: [...idsOf('block'), ...open] },
      })
    await markApproved(tenant, { planId, version: plan.version, approvedAt: now(), confirmed: idsOf('warn') })
    await putPlan(tenant, { ...row, state: 'approved', approvedVersion: plan.version })
    await replaceParts(tenant, planId, partsOf(plan))
    return { plan, state: 'approved', approvedVersion: plan.version, verdict }
  })

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

/** A new revision by typed operations on the one with `baseHash`; what was approved stays what counts until the next approval. */
export const changePlan = (
  { database, now }: Needs,
  userId: number,
  planId: string,
  { baseHash, operations }: { baseHash: string; operations: PlanOperation[] },
): Promise<PlanView & { diff: PlanDiff }> =>
  database.asUser(userId, async (tenant) => {
    const { row, plan: before, told } = await readNewest(tenant, planId)
    const changed = applyOperations(before, baseHash, operations)
    if (!changed.ok) {
      const code = changed.missing.includes('base_changed') ? 'conflict' : 'invalid_input'
      throw new AppError(code, 'the change does not fit the plan', { details: { reasons: changed.missing } })
    }
    const plan = changed.value
    const { athlete, history } = await readInputs(tenant, now(), told, planId)
    const verdict = validatePlan(plan, { ...athlete, previous: before }, history)
    await storeRevision(tenant, { plan, told, verdict, operations, approvedVersion: row.approvedVersion })
    return { plan, state: row.state, approvedVersion: row.approvedVersion, verdict, diff: diffPlans(before, plan) }
  })

/** What is due on some days, of approved plans only. */
export const getSchedule = (
  { database }: Pick<Deps, 'database'>,
  userId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
) => database.asUser(userId, async (tenant) => ({ workouts: await listScheduleRows(tenant, from, to) }))
