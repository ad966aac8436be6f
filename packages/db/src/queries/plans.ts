import type { LocalDate, Sport } from '@rc/domain'
import { and, asc, between, desc, eq } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { plans, planRevisions, planWeeks, workouts, workoutSchedule } from '../schema/index.ts'
import { loadMetricId } from './activities.ts'

export type PlanRow = typeof plans.$inferSelect
export type RevisionRow = typeof planRevisions.$inferSelect
export type NewPlanRow = Omit<PlanRow, 'userId' | 'createdAt' | 'updatedAt'>
export type NewRevision = Omit<RevisionRow, 'userId' | 'createdAt' | 'updatedAt' | 'approvedAt' | 'confirmed'>

export function listPlans({ tx, userId }: Tenant): Promise<PlanRow[]> {
  return tx.select().from(plans).where(eq(plans.userId, userId)).orderBy(desc(plans.createdAt))
}

export async function hasApprovedPlan({ sql, userId }: Tenant): Promise<boolean> {
  return (await sql`select from plans where user_id = ${userId} and state = 'approved' limit 1`).length > 0
}

/** The plan, locked until the transaction ends, so that two changes come one after the other. */
export async function readPlan({ tx, userId }: Tenant, planId: string): Promise<PlanRow | null> {
  const [row] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.userId, userId), eq(plans.planId, planId)))
    .for('update')
  return row ?? null
}

export async function readRevision(
  { tx, userId }: Tenant,
  planId: string,
  version: number,
): Promise<RevisionRow | null> {
  const [row] = await tx
    .select()
    .from(planRevisions)
    .where(and(eq(planRevisions.userId, userId), eq(planRevisions.planId, planId), eq(planRevisions.version, version)))
  return row ?? null
}

/** Every revision of a plan, the newest first, without its content. */
export function listRevisions({ tx, userId }: Tenant, planId: string) {
  return tx
    .select({
      version: planRevisions.version,
      hash: planRevisions.hash,
      origin: planRevisions.origin,
      operations: planRevisions.operations,
      approvedAt: planRevisions.approvedAt,
      confirmed: planRevisions.confirmed,
      createdAt: planRevisions.createdAt,
    })
    .from(planRevisions)
    .where(and(eq(planRevisions.userId, userId), eq(planRevisions.planId, planId)))
    .orderBy(desc(planRevisions.version))
}

export async function putPlan({ tx, userId }: Tenant, { planId, ...plan }: NewPlanRow): Promise<void> {
  await tx
    .insert(plans)
    .values({ userId, planId, ...plan })
    .onConflictDoUpdate({ target: [plans.userId, plans.planId], set: plan })
}

export async function addRevision({ tx, userId }: Tenant, revision: NewRevision): Promise<void> {
  await tx.insert(planRevisions).values({ userId, ...revision })
}

export async function markApproved(
  { tx, userId }: Tenant,
  {
    planId,
    version,
    approvedAt,
    confirmed,
  }: { planId: string; version: number; approvedAt: Date; confirmed: string[] },
): Promise<void> {
  await tx
    .update(planRevisions)
    .set({ approvedAt, confirmed })
    .where(and(eq(planRevisions.userId, userId), eq(planRevisions.planId, planId), eq(planRevisions.version, version)))
}

export async function setPlanState({ tx, userId }: Tenant, planId: string, state: PlanRow['state']): Promise<void> {
  await tx
    .update(plans)
    .set({ state })
    .where(and(eq(plans.userId, userId), eq(plans.planId, planId)))
}

type Owned = 'userId' | 'createdAt' | 'updatedAt'
export interface PlanParts {
  weeks: Omit<typeof planWeeks.$inferSelect, Owned>[]
  workouts: Omit<typeof workouts.$inferSelect, Owned>[]
  schedule: Omit<typeof workoutSchedule.$inferSelect, Owned>[]
}

/** The parts of the approved revision in place of those of the one before. */
export async function replaceParts({ tx, userId }: Tenant, planId: string, parts: PlanParts): Promise<void> {
  await deletePlanParts({ tx, userId }, planId)
  const mine = <Row>(rows: Row[]) => rows.map((row) => ({ userId, ...row }))
  if (parts.weeks.length > 0) await tx.insert(planWeeks).values(mine(parts.weeks))
  if (parts.workouts.length === 0) return
  await tx.insert(workouts).values(mine(parts.workouts))
  await tx.insert(workoutSchedule).values(mine(parts.schedule))
}

export async function deletePlanParts({ tx, userId }: Pick<Tenant, 'tx' | 'userId'>, planId: string): Promise<void> {
  for (const table of [workoutSchedule, workouts, planWeeks])
    await tx.delete(table).where(and(eq(table.userId, userId), eq(table.planId, planId)))
}

/** Workouts of approved plans on some days. */
export function listSchedule({ tx, userId }: Tenant, from: LocalDate, to: LocalDate) {
  return tx
    .select({
      planId: workoutSchedule.planId,
      key: workoutSchedule.key,
      localDate: workoutSchedule.localDate,
      place: workoutSchedule.place,
      sport: workouts.sport,
      type: workouts.type,
      title: workouts.title,
      durationS: workouts.durationS,
      distanceM: workouts.distanceM,
      load: workouts.load,
    })
    .from(workoutSchedule)
    .innerJoin(
      workouts,
      and(
        eq(workouts.userId, workoutSchedule.userId),
        eq(workouts.planId, workoutSchedule.planId),
        eq(workouts.key, workoutSchedule.key),
      ),
    )
    .innerJoin(plans, and(eq(plans.userId, workoutSchedule.userId), eq(plans.planId, workoutSchedule.planId)))
    .where(
      and(
        eq(workoutSchedule.userId, userId),
        between(workoutSchedule.localDate, from, to),
        eq(plans.state, 'approved'),
      ),
    )
    .orderBy(asc(workoutSchedule.localDate), asc(workoutSchedule.place))
}

export interface DoneRow {
  id: number
  localDate: LocalDate
  sport: Sport
  distanceM: number | null
  timerS: number | null
  load: number | null
}

/** What was done since a day, one row an activity; duplicates and undated ones do not count. */
export async function listDone({ sql, userId }: Tenant, from: LocalDate): Promise<DoneRow[]> {
  return sql<DoneRow[]>`
    select a.id, a.local_date as "localDate", a.sport, a.distance_m as "distanceM",
      coalesce(a.timer_s, a.elapsed_s) as "timerS", m.value as load
    from activities a
    left join lateral (
      select value from activity_metrics
      where activity_id = a.id and session_index = -1 and metric_id = ${loadMetricId} order by version desc limit 1
    ) m on true
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date >= ${from}
    order by a.local_date`
}
