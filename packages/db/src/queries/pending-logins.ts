import type { Vendor } from '@rc/domain'
import { and, desc, eq } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { pendingLogins } from '../schema/index.ts'

export type PendingLogin = typeof pendingLogins.$inferSelect

export async function insertPendingLogin({ tx, userId }: Tenant, vendor: Vendor, expiresAt: Date): Promise<number> {
  const [row] = await tx.insert(pendingLogins).values({ userId, vendor, expiresAt }).returning({ id: pendingLogins.id })
  return row!.id
}

export async function latestLogin({ tx, userId }: Tenant, vendor: Vendor): Promise<PendingLogin | null> {
  const [row] = await tx
    .select()
    .from(pendingLogins)
    .where(and(eq(pendingLogins.userId, userId), eq(pendingLogins.vendor, vendor)))
    .orderBy(desc(pendingLogins.id))
    .limit(1)
  return row ?? null
}

/** The row, held until the transaction ends. */
export async function lockLogin({ tx, userId }: Tenant, vendor: Vendor, id: number): Promise<PendingLogin | null> {
  const [row] = await tx
    .select()
    .from(pendingLogins)
    .where(and(eq(pendingLogins.userId, userId), eq(pendingLogins.vendor, vendor), eq(pendingLogins.id, id)))
    .for('update')
  return row ?? null
}

export async function updateLogin(
  { tx, userId }: Tenant,
  id: number,
  changes: Partial<Omit<PendingLogin, 'id' | 'userId' | 'vendor'>>,
): Promise<void> {
  await tx
    .update(pendingLogins)
    .set(changes)
    .where(and(eq(pendingLogins.userId, userId), eq(pendingLogins.id, id)))
}
