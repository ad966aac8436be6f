import { randomUUID } from 'node:crypto'
import type { Tenant } from '@rc/db'
import { addDays, type Outcome } from '@rc/domain'
import {
  applyOperations,
  diffPlans,
  expandChanges,
  expandDraft,
  finishPlan,
  narrowDays,
  openAvailability,
  planTraining,
  repairPlan,
  workoutsOf,
  type DraftChange,
  type DraftSession,
  type Finding,
  type Left,
  type Plan,
  type PlanOperation,
  type PlanRequest,
  type Verdict,
} from '@rc/planning'
import { readFollowThrough } from '../plans/follow-through.ts'
import { readInputs, type Told } from '../plans/read-inputs.ts'
import { readStanding, repairAhead } from '../plans/read-plan.ts'
import { ruleIds, storeRevision } from '../plans/store-revision.ts'
import type { Proposal } from './answer.ts'
import type { Prepared } from './build-request.ts'
import { readStandingPlan } from './standing-plan.ts'

/** A draft that is stored and waits for the athlete: nothing of it counts. */
export interface Proposed {
  proposal: Proposal
  repaired: Finding[]
  left: Left[]
}

const titles: Record<PlanRequest['goal']['kind'], Record<'ko' | 'en', string>> = {
  '5k': { ko: '5 km 계획', en: '5 km plan' },
  '10k': { ko: '10 km 계획', en: '10 km plan' },
  half: { ko: '하프 마라톤 계획', en: 'Half marathon plan' },
  marathon: { ko: '마라톤 계획', en: 'Marathon plan' },
  ultra: { ko: '울트라 마라톤 계획', en: 'Ultramarathon plan' },
  fitness: { ko: '기초 체력 계획', en: 'Fitness plan' },
  return: { ko: '복귀 계획', en: 'Plan for coming back' },
  bike: { ko: '자전거 계획', en: 'Cycling plan' },
  swim: { ko: '수영 계획', en: 'Swimming plan' },
  tri: { ko: '철인 3종 계획', en: 'Triathlon plan' },
  custom: { ko: '훈련 계획', en: 'Training plan' },
}

interface Made {
  plan: Plan
  verdict: Verdict
  applied: Finding[]
  left: Left[]
}

/** A new plan of days, templates and sizes that somebody else chose; missing: the rules it broke, or what was no draft. */
export const proposePlan = (
  tenant: Tenant,
  now: Date,
  prepared: Prepared,
  sessions: readonly DraftSession[],
  origin: Plan['origin'],
): Promise<Outcome<Proposed>> =>
  storeNewPlan(tenant, now, prepared, (request) => {
    const expanded = expandDraft(sessions, request, origin)
    if (!expanded.ok) return expanded
    const { plan, left } = expanded.value
    const lost = new Set(left.filter(({ at }) => /^sessions\.\d+$/.test(at)).map(({ at }) => at)).size
    if (lost > sessions.length / 2) return { ok: false, missing: left.map(({ at, reason }) => `${at}: ${reason}`) }
    const repaired = repairPlan(plan, request.athlete, request.history)
    const asked = workoutsOf(plan).length
    // A plan of which the rules leave less than half was no plan.
    if (repaired.verdict.verdict === 'block' || workoutsOf(repaired.plan).length < asked / 2)
      return { ok: false, missing: troubleOf([...repaired.applied, ...repaired.verdict.findings]) }
    return { ok: true, value: { ...repaired, left } }
  })

/** The same by rules alone; missing as `planTraining` says. */
export const proposeByRules = (tenant: Tenant, now: Date, prepared: Prepared): Promise<Outcome<Proposed>> =>
  storeNewPlan(tenant, now, prepared, (request) => {
    const drafted = planTraining(request)
    return drafted.ok ? { ok: true, value: { ...drafted.value, left: [] } } : drafted
  })

/** What blocked, as data for a second try: the rule, where, and its numbers. */
const troubleOf = (findings: readonly Finding[]): string[] => [
  ...new Set(
    findings
      .filter(({ severity }) => severity === 'block')
      .map(({ id, at, data }) => JSON.stringify({ rule: id, ...at, ...data })),
  ),
]

async function storeNewPlan(
  tenant: Tenant,
  now: Date,
  { goal, locale, wish, references }: Prepared,
  make: (request: PlanRequest) => Outcome<Made>,
): Promise<Outcome<Proposed>> {
  const standing = await readStandingPlan(tenant, now, null)
  const before: Told = {
    availability: openAvailability,
    isInjured: false,
    injuryUntil: null,
    isPregnant: false,
    ...standing?.told,
  }
  const told: Told = { ...before, availability: narrowDays(before.availability, wish) }
  const { today, timeZone, basis, athlete, history } = await readInputs(tenant, now, told, null)
  const learnt = await readFollowThrough(tenant, today, told.availability, locale)
  const made = make({
    id: randomUUID(),
    locale,
    tz: timeZone,
    title: titles[goal.kind][locale],
    goal,
    start: today,
    weeks: wish.weeks,
    basis,
    pool: null,
    athlete: {
      ...athlete,
      otherPlans: [],
      availability: learnt.availability,
      knownSources: references.map(({ key }) => key),
    },
    history,
  })
  if (!made.ok) return made
  const { verdict, applied, left } = made.value
  const assumptions = [...made.value.plan.assumptions, ...(learnt.note === null ? [] : [learnt.note])].slice(-10)
  const plan = finishPlan({ ...made.value.plan, assumptions })
  await storeRevision(tenant, plan, { told, verdict, operations: null, approvedVersion: null })
  const proposal: Proposal = { kind: 'plan', planId: plan.id, version: 1, hash: plan.hash, baseVersion: null }
  return { ok: true, value: { proposal, repaired: applied, left } }
}

/** Changes of the plan that stood when it was asked; missing `plan_changed` where it stands no more. */
export async function proposeChanges(
  tenant: Tenant,
  now: Date,
  { base, references }: Prepared,
  changes: readonly DraftChange[],
  origin: Plan['origin'],
): Promise<Outcome<Proposed>> {
  if (base === null) return { ok: false, missing: ['no_plan_to_change'] }
  const standing = await readStanding(tenant, base.planId)
  if (standing.plan.hash !== base.hash || standing.row.state === 'archived')
    return { ok: false, missing: ['plan_changed'] }
  const { today } = await readInputs(tenant, now, standing.told, base.planId)
  const { operations, left } = expandChanges(changes, standing.plan, {
    today,
    knownSources: references.map(({ key }) => key),
  })
  if (operations.length === 0) return { ok: false, missing: left.map(({ at, reason }) => `${at}: ${reason}`) }
  return storeChange(tenant, now, standing, operations, left, origin)
}

/** Less of the seven days ahead: hard and long sessions by a quarter, the others stay. Missing `nothing_to_reduce`. */
export async function reduceWeek(tenant: Tenant, now: Date, { base }: Prepared): Promise<Outcome<Proposed>> {
  if (base === null) return { ok: false, missing: ['nothing_to_reduce'] }
  const standing = await readStanding(tenant, base.planId)
  const { today } = await readInputs(tenant, now, standing.told, base.planId)
  const until = addDays(today, 6)
  const operations = workoutsOf(standing.plan)
    .filter(({ date, lock, type }) => date >= today && date <= until && lock !== 'all' && type !== 'race')
    .filter(({ est, type }) => est.hardS >= 300 || type === 'long' || est.s >= 4500)
    .map(({ key }): PlanOperation => ({ op: 'scale', key, factor: 0.75 }))
  if (operations.length === 0) return { ok: false, missing: ['nothing_to_reduce'] }
  return storeChange(tenant, now, standing, operations, [], standing.plan.origin)
}

async function storeChange(
  tenant: Tenant,
  now: Date,
  standing: Awaited<ReturnType<typeof readStanding>>,
  operations: PlanOperation[],
  left: Left[],
  origin: Plan['origin'],
): Promise<Outcome<Proposed>> {
  const { plan: before, row, told } = standing
  const changed = applyOperations(before, before.hash, operations)
  if (!changed.ok) return changed
  const asked = finishPlan({ ...changed.value, origin })
  const { plan, verdict, applied } = await repairAhead(tenant, now, asked, standing, before)
  if (verdict.verdict === 'block') return { ok: false, missing: ruleIds(verdict, 'block') }
  if (diffPlans(before, plan).workouts.length === 0) return { ok: false, missing: ['changes_nothing'] }
  await storeRevision(tenant, plan, { told, verdict, operations, approvedVersion: row.approvedVersion })
  const { id: planId, version, hash } = plan
  return {
    ok: true,
    value: {
      proposal: { kind: 'change', planId, version, hash, baseVersion: before.version },
      repaired: applied,
      left,
    },
  }
}
