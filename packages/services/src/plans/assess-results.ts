import { createHash } from 'node:crypto'
import type { Tenant } from '@rc/db'
import { readActivityParts } from '@rc/db/queries/activities'
import { lockHeldJob } from '@rc/db/queries/jobs'
import { deleteResults, listResults, putResult, type NewResult } from '@rc/db/queries/plan-results'
import { listDone, listPlans, listRevisions, readRevision, type DoneRow } from '@rc/db/queries/plans'
import { readSampleColumns } from '@rc/db/queries/samples'
import { addDays, sportFamily, type LocalDate } from '@rc/domain'
import {
  adherenceVersion,
  canonicalJson,
  hardTypes,
  isTraining,
  matchDone,
  PlanOperation,
  scoreSession,
  workoutsOf,
  type DoneCourse,
  type Plan,
  type SkipReason,
  type Workout,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { readStanding } from './read-plan.ts'

/** Brings planned against done up to date for every approved plan. */
export async function assessResults(
  { database, now }: Pick<Deps, 'database' | 'now'>,
  job: ClaimedJob<'own.plans.assess'>,
): Promise<JobEnded> {
  return database.asUser(job.userId, async (tenant) => {
    await lockHeldJob(tenant, job)
    const { today } = await readToday(tenant, now())
    for (const { planId, state } of await listPlans(tenant))
      if (state === 'approved') await assessPlan(tenant, planId, today)
    return finishJob(tenant, job)
  })
}

async function assessPlan(tenant: Tenant, planId: string, today: LocalDate): Promise<void> {
  const { approved } = await readStanding(tenant, planId)
  if (!approved || approved.start > today) return
  const skipped = await readSkipped(tenant, approved)
  const due = workoutsOf(approved).filter((workout) => isTraining(workout) && workout.date <= today)
  const activities = await listDone(tenant, addDays(approved.start, -1))
  const matched = matchDone(
    due,
    activities.map(({ id, localDate, sport, timerS, distanceM }) => ({
      id,
      date: localDate,
      family: sportFamily(sport),
      s: timerS,
      m: distanceM,
    })),
  )
  const known = new Map((await listResults(tenant, planId)).map((row) => [row.key, row]))
  const kept = new Set<string>()
  let changes = 0
  const keep = async (key: string, inputs: unknown, make: (inputsHash: string) => Promise<NewResult>) => {
    kept.add(key)
    const inputsHash = createHash('sha256')
      .update(canonicalJson([adherenceVersion, inputs]))
      .digest('hex')
    if (known.get(key)?.inputsHash === inputsHash) return
    await putResult(tenant, await make(inputsHash))
    changes++
  }
  for (const workout of due) {
    const done = activities.find(({ id }) => id === matched.get(workout.key)?.id) ?? null
    // Today is not over.
    if (done === null && workout.date === today) continue
    const { date, steps, est } = workout
    await keep(workout.key, [date, steps, est, approved.basis, done], (inputsHash) =>
      resultOf(tenant, approved, workout, done, inputsHash),
    )
  }
  for (const { workout, reason } of skipped.filter(({ workout }) => workout.date <= today))
    await keep(workout.key, [workout.date, workout.est, reason], (inputsHash) =>
      Promise.resolve({ ...frameOf(approved, workout, inputsHash), state: 'skipped', skipReason: reason }),
    )
  const gone = [...known.keys()].filter((key) => !kept.has(key))
  await deleteResults(tenant, planId, gone)
  if (changes + gone.length > 0) await notifyUser(tenant, { type: 'plan', planId })
}

/** Sessions that approved revisions have left out, as they were before. */
async function readSkipped(tenant: Tenant, approved: Plan): Promise<{ workout: Workout; reason: SkipReason | null }[]> {
  const present = new Set(workoutsOf(approved).map(({ key }) => key))
  const revisions = (await listRevisions(tenant, approved.id)).filter(({ version }) => version <= approved.version)
  const found: { workout: Workout; reason: SkipReason | null }[] = []
  for (const { version, operations } of revisions) {
    const read = PlanOperation.array().safeParse(operations)
    for (const operation of read.success ? read.data : []) {
      if (operation.op !== 'skip' || present.has(operation.key)) continue
      present.add(operation.key)
      const before = await readRevision(tenant, approved.id, version - 1)
      const workout = before && workoutsOf(before.content as Plan).find(({ key }) => key === operation.key)
      if (workout && isTraining(workout)) found.push({ workout, reason: operation.reason ?? null })
    }
  }
  return found
}

function frameOf(plan: Plan, workout: Workout, inputsHash: string): NewResult {
  const { key, date, est } = workout
  return {
    planId: plan.id,
    key,
    localDate: date,
    week: plan.weeks.find(({ start }) => date >= start && date <= addDays(start, 6))?.index ?? 1,
    state: 'missed',
    skipReason: null,
    isHard: hardTypes.has(workout.type),
    activityId: null,
    method: null,
    version: adherenceVersion,
    compliancePct: null,
    sizeShare: null,
    onTargetShare: null,
    plannedLoad: est.load,
    plannedS: est.s,
    plannedM: est.m,
    doneLoad: null,
    steps: [],
    inputsHash,
  }
}

async function resultOf(
  tenant: Tenant,
  plan: Plan,
  workout: Workout,
  done: DoneRow | null,
  inputsHash: string,
): Promise<NewResult> {
  const frame = frameOf(plan, workout, inputsHash)
  if (done === null) return frame
  const [{ laps }, course] = await Promise.all([readActivityParts(tenant, done.id), readCourse(tenant, done.id)])
  const score = scoreSession(workout, plan.basis, {
    s: done.timerS,
    m: done.distanceM,
    laps: laps.map(({ timerS, elapsedS, distanceM }) => ({ s: timerS ?? elapsedS, m: distanceM })),
    course,
  })
  return {
    ...frame,
    state: 'done',
    activityId: done.id,
    method: score.method,
    version: score.version,
    compliancePct: score.compliancePct,
    sizeShare: score.size,
    onTargetShare: score.onTarget,
    doneLoad: done.load,
    steps: score.steps,
  }
}

async function readCourse(tenant: Tenant, activityId: number): Promise<DoneCourse | null> {
  const wanted = ['distanceM', 'hrBpm', 'speedMps', 'powerW'] as const
  const { n, timeS, channels } = await readSampleColumns(tenant, activityId, wanted)
  if (n < 2) return null
  const of = (name: (typeof wanted)[number]) => channels[name] ?? null
  return { timeS, distanceM: of('distanceM'), hrBpm: of('hrBpm'), speedMps: of('speedMps'), powerW: of('powerW') }
}
