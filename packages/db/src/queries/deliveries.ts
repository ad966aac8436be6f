import type { Vendor } from '@rc/domain'
import { and, asc, eq, sql as raw } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { deliveredWorkouts, deliveryIntents, planDeliveries } from '../schema/index.ts'

type Owned = 'userId' | 'createdAt' | 'updatedAt'
export type DeliveryRow = typeof planDeliveries.$inferSelect
export type DeliveredRow = typeof deliveredWorkouts.$inferSelect
export type Delivered = Omit<DeliveredRow, Owned>
export type IntentRow = typeof deliveryIntents.$inferSelect
export type NewIntent = Omit<IntentRow, Owned | 'id' | 'state'>

export const listDueDeliveries = async (
  { client }: Database,
  limit: number,
): Promise<{ userId: number; vendor: Vendor }[]> =>
  client<{ userId: number; vendor: Vendor }[]>`select user_id as "userId", vendor from list_due_deliveries(${limit})`

export function listDeliveries({ tx, userId }: Tenant): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(planDeliveries)
    .where(eq(planDeliveries.userId, userId))
    .orderBy(asc(planDeliveries.createdAt))
}

export async function readDelivery({ tx, userId }: Tenant, planId: string): Promise<DeliveryRow | null> {
  const [row] = await tx
    .select()
    .from(planDeliveries)
    .where(and(eq(planDeliveries.userId, userId), eq(planDeliveries.planId, planId)))
  return row ?? null
}

/** Looked at again at once. */
export async function putDelivery(
  { tx, userId }: Tenant,
  delivery: Pick<DeliveryRow, 'planId' | 'vendor' | 'isEnabled' | 'hash'>,
): Promise<void> {
  const { planId: _, ...set } = delivery
  await tx
    .insert(planDeliveries)
    .values({ userId, ...delivery })
    .onConflictDoUpdate({
      target: [planDeliveries.userId, planDeliveries.planId],
      set: { ...set, nextRunAt: raw`now()` },
    })
}

export async function updateDelivery(
  { tx, userId }: Tenant,
  planId: string,
  changes: Partial<Pick<DeliveryRow, 'nextRunAt' | 'lastRunAt' | 'lastErrorCode' | 'lastErrorReason'>>,
): Promise<void> {
  await tx
    .update(planDeliveries)
    .set(changes)
    .where(and(eq(planDeliveries.userId, userId), eq(planDeliveries.planId, planId)))
}

export function listDelivered({ tx, userId }: Tenant, planId: string): Promise<DeliveredRow[]> {
  return tx
    .select()
    .from(deliveredWorkouts)
    .where(and(eq(deliveredWorkouts.userId, userId), eq(deliveredWorkouts.planId, planId)))
}

export async function putDelivered({ tx, userId }: Tenant, row: Delivered): Promise<void> {
  const { planId: _p, key: _k, ...set } = row
  await tx
    .insert(deliveredWorkouts)
    .values({ userId, ...row })
    .onConflictDoUpdate({
      target: [deliveredWorkouts.userId, deliveredWorkouts.planId, deliveredWorkouts.key],
      set,
    })
}

export async function deleteDelivered({ tx, userId }: Tenant, planId: string, key: string): Promise<void> {
  await tx
    .delete(deliveredWorkouts)
    .where(
      and(eq(deliveredWorkouts.userId, userId), eq(deliveredWorkouts.planId, planId), eq(deliveredWorkouts.key, key)),
    )
}

/** Written down before the call is made. */
export async function beginIntent({ tx, userId }: Tenant, intent: NewIntent): Promise<number> {
  const [row] = await tx
    .insert(deliveryIntents)
    .values({ userId, ...intent })
    .returning({ id: deliveryIntents.id })
  return row!.id
}

export async function endIntent(
  { tx, userId }: Tenant,
  id: number,
  outcome: Partial<Pick<IntentRow, 'state' | 'vendorWorkoutId' | 'vendorScheduleId'>>,
): Promise<void> {
  await tx
    .update(deliveryIntents)
    .set(outcome)
    .where(and(eq(deliveryIntents.userId, userId), eq(deliveryIntents.id, id)))
}

/** Oldest first. */
export function listIntents({ tx, userId }: Tenant, planId: string): Promise<IntentRow[]> {
  return tx
    .select()
    .from(deliveryIntents)
    .where(and(eq(deliveryIntents.userId, userId), eq(deliveryIntents.planId, planId)))
    .orderBy(asc(deliveryIntents.id))
}

/** What has been sent and answered is of no interest after a while. */
export async function forgetOldIntents({ sql, userId }: Tenant): Promise<void> {
  await sql`
    delete from delivery_intents
    where user_id = ${userId} and state <> 'begun' and created_at < now() - interval '90 days'`
}
