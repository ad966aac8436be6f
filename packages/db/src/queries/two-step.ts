import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { recoveryCodes, twoStep } from '../schema/index.ts'

export type TwoStep = Pick<typeof twoStep.$inferSelect, 'secretSealed' | 'confirmedAt'>

export async function readTwoStep({ tx, userId }: Tenant): Promise<TwoStep | null> {
  const [row] = await tx.select().from(twoStep).where(eq(twoStep.userId, userId))
  return row ?? null
}

/** Keeps a secret that is not in use yet; one that is stays as it is, and the answer is false. */
export async function insertTwoStep({ tx, userId }: Tenant, secretSealed: Uint8Array): Promise<boolean> {
  const rows = await tx
    .insert(twoStep)
    .values({ userId, secretSealed })
    .onConflictDoUpdate({ target: twoStep.userId, set: { secretSealed }, setWhere: isNull(twoStep.confirmedAt) })
    .returning({ userId: twoStep.userId })
  return rows.length > 0
}

export async function confirmTwoStep({ tx, userId }: Tenant, now: Date): Promise<void> {
  await tx.update(twoStep).set({ confirmedAt: now }).where(eq(twoStep.userId, userId))
}

/** Marks a step as used; false when it, or a later one, has been used before. */
export async function useStep({ tx, userId }: Tenant, step: number): Promise<boolean> {
  const rows = await tx
    .update(twoStep)
    .set({ lastStep: step })
    .where(and(eq(twoStep.userId, userId), lt(twoStep.lastStep, step)))
    .returning({ userId: twoStep.userId })
  return rows.length > 0
}

export async function deleteTwoStep({ tx, userId }: Tenant): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx.delete(twoStep).where(eq(twoStep.userId, userId))
}

export async function insertRecoveryCodes({ tx, userId }: Tenant, hashes: Uint8Array[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx.insert(recoveryCodes).values(hashes.map((codeSha256) => ({ userId, codeSha256 })))
}

/** Marks a recovery code as used; false when there is none like it left. */
export async function useRecoveryCode({ tx, userId }: Tenant, codeSha256: Uint8Array, now: Date): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeSha256, codeSha256), isNull(recoveryCodes.usedAt)),
    )
    .returning({ userId: recoveryCodes.userId })
  return rows.length > 0
}

export async function countRecoveryCodes({ tx, userId }: Tenant): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::integer` })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.n ?? 0
}
