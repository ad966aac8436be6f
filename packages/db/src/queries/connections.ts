import type { Door, Vendor } from '@rc/domain'
import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { connections } from '../schema/index.ts'

export type { ProbeLine } from '../schema/connections.ts'
export type ConnectionRow = typeof connections.$inferSelect
export type ConnectionChanges = Partial<typeof connections.$inferInsert>

const which = (userId: number, vendor: Vendor, door: Door) =>
  and(eq(connections.userId, userId), eq(connections.vendor, vendor), eq(connections.door, door))

export async function listConnections({ tx, userId }: Tenant, vendor: Vendor): Promise<ConnectionRow[]> {
  return tx
    .select()
    .from(connections)
    .where(and(eq(connections.userId, userId), eq(connections.vendor, vendor)))
    .orderBy(asc(connections.id))
}

export async function findConnection(
  { tx, userId }: Tenant,
  vendor: Vendor,
  door: Door,
): Promise<ConnectionRow | null> {
  const [row] = await tx
    .select()
    .from(connections)
    .where(which(userId, vendor, door))
  return row ?? null
}

/** A new key takes the place of the old one, with all that was known of it. */
export async function putConnection(
  { tx, userId }: Tenant,
  vendor: Vendor,
  door: Door,
  key: Pick<ConnectionRow, 'credentialKind' | 'credentialSealed' | 'expiresAt'> & ConnectionChanges,
): Promise<void> {
  const fresh = {
    state: 'verifying' as const,
    enabled: true,
    accountName: null,
    previousSealed: null,
    accessSealed: null,
    accessExpiresAt: null,
    remindedDays: null,
    authFailures: 0,
    pausedUntil: null,
    pauseReason: null,
    pauseStep: 0,
    lastErrorAt: null,
    lastErrorCode: null,
    lastErrorReason: null,
    ...key,
  }
  await tx
    .insert(connections)
    .values({ userId, vendor, door, ...fresh })
    .onConflictDoUpdate({
      target: [connections.userId, connections.vendor, connections.door],
      set: { ...fresh, generation: sql`${connections.generation} + 1` },
    })
}

export async function updateConnection(
  { tx, userId }: Tenant,
  vendor: Vendor,
  door: Door,
  changes: ConnectionChanges,
): Promise<boolean> {
  const rows = await tx
    .update(connections)
    .set(changes)
    .where(which(userId, vendor, door))
    .returning({ id: connections.id })
  return rows.length > 0
}

/** What was found out with one key; false, and nothing is noted, where the athlete has given another one meanwhile. */
export async function updateSameKey(
  { tx, userId }: Tenant,
  { id, generation }: Pick<ConnectionRow, 'id' | 'generation'>,
  changes: ConnectionChanges,
): Promise<boolean> {
  const rows = await tx
    .update(connections)
    .set(changes)
    .where(and(eq(connections.userId, userId), eq(connections.id, id), eq(connections.generation, generation)))
    .returning({ id: connections.id })
  return rows.length > 0
}

/** That the athlete is told so many days before the end; false where they were told then, or nearer to it. */
export async function noteReminder(
  { tx, userId }: Tenant,
  { id, generation }: Pick<ConnectionRow, 'id' | 'generation'>,
  remindedDays: number,
): Promise<boolean> {
  const isSame = and(eq(connections.userId, userId), eq(connections.id, id), eq(connections.generation, generation))
  const isNew = or(isNull(connections.remindedDays), gt(connections.remindedDays, remindedDays))
  const rows = await tx
    .update(connections)
    .set({ remindedDays })
    .where(and(isSame, isNew))
    .returning({ id: connections.id })
  return rows.length > 0
}

export async function deleteConnection({ tx, userId }: Tenant, vendor: Vendor, door: Door): Promise<boolean> {
  const rows = await tx
    .delete(connections)
    .where(which(userId, vendor, door))
    .returning({ id: connections.id })
  return rows.length > 0
}

/** Puts a rotated credential in the place of the one it came from; false when the athlete has given another one meanwhile. */
export async function replaceCredential(
  { tx, userId }: Tenant,
  vendor: Vendor,
  door: Door,
  old: Uint8Array,
  fresh: { credentialSealed: Uint8Array; previousSealed: Uint8Array },
): Promise<boolean> {
  const rows = await tx
    .update(connections)
    .set(fresh)
    .where(and(which(userId, vendor, door), eq(connections.credentialSealed, Buffer.from(old))))
    .returning({ id: connections.id })
  return rows.length > 0
}
