import type { LocalDate } from '@rc/domain'
import { and, asc, between, eq, gte, inArray } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { workoutAdjustments, workoutResults } from '../schema/index.ts'

type Owned = 'userId' | 'createdAt' | 'updatedAt'
export type ResultRow = typeof workoutResults.$inferSelect
export type NewResult = Omit<ResultRow, Owned>
export type AdjustmentRow = typeof workoutAdjustments.$inferSelect
export type NewAdjustment = Omit<AdjustmentRow, Owned>

export function listResults({ tx, userId }: Tenant, planId: string): Promise<ResultRow[]> {
  return tx
    .select()
    .from(workoutResults)
    .where(and(eq(workoutResults.userId, userId), eq(workoutResults.planId, planId)))
    .orderBy(asc(workoutResults.localDate))
}

export function listResultsSince({ tx, userId }: Tenant, from: LocalDate): Promise<ResultRow[]> {
  return tx
    .select()
    .from(workoutResults)
    .where(and(eq(workoutResults.userId, userId), gte(workoutResults.localDate, from)))
    .orderBy(asc(workoutResults.localDate))
}

export async function putResult({ tx, userId }: Tenant, result: NewResult): Promise<void> {
  const { planId: _p, key: _k, ...set } = result
  await tx
    .insert(workoutResults)
    .values({ userId, ...result })
    .onConflictDoUpdate({ target: [workoutResults.userId, workoutResults.planId, workoutResults.key], set })
}

export async function deleteResults({ tx, userId }: Tenant, planId: string, keys: string[]): Promise<void> {
  if (keys.length === 0) return
  await tx
    .delete(workoutResults)
    .where(and(eq(workoutResults.userId, userId), eq(workoutResults.planId, planId), inArray(workoutResults.key, keys)))
}

export function listAdjustments({ tx, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<AdjustmentRow[]> {
  return tx
    .select()
    .from(workoutAdjustments)
    .where(and(eq(workoutAdjustments.userId, userId), between(workoutAdjustments.localDate, from, to)))
}

export async function putAdjustment({ tx, userId }: Tenant, adjustment: NewAdjustment): Promise<void> {
  const { localDate: _d, planId: _p, key: _k, ...set } = adjustment
  await tx
    .insert(workoutAdjustments)
    .values({ userId, ...adjustment })
    .onConflictDoUpdate({
      target: [
        workoutAdjustments.userId,
        workoutAdjustments.localDate,
        workoutAdjustments.planId,
        workoutAdjustments.key,
      ],
      set,
    })
}
