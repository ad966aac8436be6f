import type { Tenant } from '@rc/db'
import { readAssessment, type Assessment } from '@rc/db/queries/mornings'
import { listAdjustments, putAdjustment, type AdjustmentRow } from '@rc/db/queries/plan-results'
import { listPlans, readRevision } from '@rc/db/queries/plans'
import { AppError, type LocalDate } from '@rc/domain'
import type { JobAnnouncement } from '@rc/jobs'
import {
  applyOperations,
  diffPlans,
  proposeAdjustments,
  revertTo,
  type Adjustment,
  type Finding,
  type Morning,
  type Plan,
  type Verdict,
  type WorkoutGist,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import type { presentReadiness } from '../recovery/get-readiness.ts'
import { judge, readStanding, repairAhead, type StandingPlan } from './read-plan.ts'
import { makeCount, storeRevision } from './store-revision.ts'

type Needs = Pick<Deps, 'database' | 'queue' | 'now'>
interface Which {
  planId: string
  key: string
}

/** What the morning was like, as it was kept by its check. */
const driversOf = ({ level, readiness, flags, facts }: Assessment) => {
  const { score, band, drivers } = readiness as ReturnType<typeof presentReadiness>
  const hrvStatus = (facts['hrvStatus'] ?? null) as Morning['hrvStatus']
  return { level, score, band, hrvStatus, drivers, flags: flags.map(({ name, points }) => ({ name, points })) }
}

/**
 * Today's sessions that no longer fit the morning, each with the smaller one that would. Nothing is kept and nothing changes
 * before it is accepted: the proposal is made anew from the same facts whenever it is asked for.
 */
export const getAdjustments = ({ database, now }: Pick<Deps, 'database' | 'now'>, userId: number) =>
  database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, now())
    const check = await readAssessment(tenant, today)
    const decided = await listAdjustments(tenant, today, today)
    const proposals = check === null ? [] : await propose(tenant, now(), today, check)
    const isOpen = ({ planId, key }: Which) => !decided.some((each) => each.planId === planId && each.key === key)
    return {
      today,
      drivers: check && driversOf(check),
      proposals: proposals
        .map(({ standing, adjustment, next, before, after }) => ({
          planId: standing.plan.id,
          key: adjustment.key,
          why: adjustment.why,
          operation: adjustment.operation,
          before,
          after,
          hash: next.hash,
          /** The plan has changes that nobody has approved yet: those come first. */
          waitsForApproval: isAhead(standing),
        }))
        .filter(isOpen),
      decided: decided.map(present),
    }
  })

const present = ({ planId, key, decision, why, before, after }: AdjustmentRow) => ({
  planId,
  key,
  decision,
  why: why as Adjustment['why'],
  before: before as WorkoutGist,
  after: after as WorkoutGist | null,
})

const isAhead = ({ row }: StandingPlan): boolean => row.version !== row.approvedVersion

interface Proposal {
  standing: StandingPlan
  adjustment: Adjustment
  /** The revision it would make. */
  next: Plan
  before: WorkoutGist
  after: WorkoutGist | null
}

async function propose(tenant: Tenant, now: Date, today: LocalDate, check: Assessment): Promise<Proposal[]> {
  const { level, band, hrvStatus } = driversOf(check)
  const found: Proposal[] = []
  for (const row of await listPlans(tenant)) {
    if (row.state !== 'approved' || today < row.startsOn || today > row.endsOn) continue
    const standing = await readStanding(tenant, row.planId)
    const { approved } = standing
    for (const adjustment of approved ? proposeAdjustments(approved, today, { level, band, hrvStatus }) : []) {
      const changed = applyOperations(approved!, approved!.hash, [adjustment.operation])
      if (!changed.ok) continue
      const { plan: next } = await repairAhead(tenant, now, changed.value, standing, approved!)
      const change = diffPlans(approved!, next).workouts.find(({ key }) => key === adjustment.key)
      if (change?.before) found.push({ standing, adjustment, next, before: change.before, after: change.after })
    }
  }
  return found
}

/**
 * Takes the proposal with this hash: the revision it makes is approved by this very press. A reduction is let through even
 * where the rules stop the plan as it stands, as long as it brings nothing that was not stopped before. Throws `conflict`
 * where the morning or the plan has changed meanwhile.
 */
export const acceptAdjustment = (deps: Needs, userId: number, { hash, ...which }: Which & { hash: string }) =>
  decide(deps, userId, which, async (tenant, { standing, adjustment, next }) => {
    if (next.hash !== hash || isAhead(standing)) throw new AppError('conflict', 'the plan has changed meanwhile')
    const [verdict, asItIs] = [
      await judge(tenant, deps.now(), next, standing, standing.approved),
      await judge(tenant, deps.now(), standing.approved!, standing),
    ]
    requireNothingNew(verdict, asItIs)
    const jobs = await makeRevision(tenant, deps, next, standing, verdict, [adjustment.operation])
    return { decision: 'accepted', version: next.version, jobs }
  })

/** The session stays as it was planned; the proposal is not made again today. */
export const declineAdjustment = (deps: Needs, userId: number, which: Which) =>
  decide(deps, userId, which, () => Promise.resolve({ decision: 'declined', version: null, jobs: [] }))

async function decide(
  { database, queue, now }: Needs,
  userId: number,
  which: Which,
  act: (
    tenant: Tenant,
    proposal: Proposal,
  ) => Promise<{ decision: AdjustmentRow['decision']; version: number | null; jobs: JobAnnouncement[] }>,
): Promise<void> {
  const jobs = await database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, now())
    const check = await readAssessment(tenant, today)
    const proposals = check === null ? [] : await propose(tenant, now(), today, check)
    const proposal = proposals.find(
      ({ standing, adjustment }) => standing.plan.id === which.planId && adjustment.key === which.key,
    )
    if (!check || !proposal) throw new AppError('conflict', 'nothing is proposed for this session any more')
    const done = await act(tenant, proposal)
    await putAdjustment(tenant, {
      localDate: today,
      ...which,
      decision: done.decision,
      why: proposal.adjustment.why,
      drivers: driversOf(check),
      before: proposal.before,
      after: proposal.after,
      baseVersion: proposal.standing.plan.version,
      version: done.version,
      decidedAt: now(),
    })
    return done.jobs
  })
  await queue.announce(jobs)
}

/** The session as it was before it was reduced today, in a revision of its own. Throws `conflict` where more has changed since. */
export const revertAdjustment = async (deps: Needs, userId: number, { planId, key }: Which): Promise<void> => {
  const { database, queue, now } = deps
  const jobs = await database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, now())
    const row = (await listAdjustments(tenant, today, today)).find((each) => each.planId === planId && each.key === key)
    if (row?.decision !== 'accepted') throw new AppError('not_found', 'nothing was reduced today')
    const standing = await readStanding(tenant, planId)
    if (standing.plan.version !== row.version) throw new AppError('conflict', 'the plan has changed since')
    const earlier = await readRevision(tenant, planId, row.baseVersion)
    if (!earlier) throw new AppError('not_found', 'no such revision')
    const next = revertTo(standing.plan, earlier.content as Plan)
    const verdict = await judge(tenant, now(), next, standing, standing.plan)
    await putAdjustment(tenant, { ...row, decision: 'reverted', decidedAt: now() })
    return makeRevision(tenant, deps, next, standing, verdict, { revertedTo: row.baseVersion })
  })
  await queue.announce(jobs)
}

async function makeRevision(
  tenant: Tenant,
  { now }: Pick<Deps, 'now'>,
  next: Plan,
  { told, row }: StandingPlan,
  verdict: Verdict,
  operations: Parameters<typeof storeRevision>[2]['operations'],
): Promise<JobAnnouncement[]> {
  await storeRevision(tenant, next, { told, verdict, operations, approvedVersion: row.approvedVersion })
  return makeCount(tenant, next, now(), verdict)
}

function requireNothingNew(next: Verdict, before: Verdict): void {
  const name = ({ id, at }: Finding) => `${id} ${at.key ?? at.date ?? at.week ?? ''}`
  const stopped = ({ findings }: Verdict) => findings.filter(({ severity }) => severity === 'block').map(name)
  const known = new Set(stopped(before))
  const fresh = stopped(next).filter((each) => !known.has(each))
  if (fresh.length > 0)
    throw new AppError('plan_unsafe', 'the reduction breaks another rule', {
      details: { reasons: fresh.map((each) => each.split(' ')[0]!) },
    })
}
