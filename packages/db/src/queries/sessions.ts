import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { loginSessions } from '../schema/index.ts'

export interface KnownSession {
  userId: number
  createdAt: Date
  lastSeenAt: Date
}

/** The living session of a token's hash. */
export async function findSession({ db }: Pick<Database, 'db'>, tokenSha256: Uint8Array): Promise<KnownSession | null> {
  const [row] = await db.execute<{ user_id: number; created_at: string; last_seen_at: string }>(
    sql`select * from find_session(${tokenSha256})`,
  )
  return row
    ? { userId: row.user_id, createdAt: new Date(row.created_at), lastSeenAt: new Date(row.last_seen_at) }
    : null
}

export async function insertSession(
  { tx, userId }: Tenant,
  session: Pick<
    typeof loginSessions.$inferInsert,
    'tokenSha256' | 'userAgent' | 'lastSeenAt' | 'expiresAt' | 'createdAt'
  >,
): Promise<void> {
  await tx.insert(loginSessions).values({ userId, ...session })
}

export async function touchSession(
  { tx }: Tenant,
  tokenSha256: Uint8Array,
  lastSeenAt: Date,
  expiresAt: Date,
): Promise<void> {
  await tx.update(loginSessions).set({ lastSeenAt, expiresAt }).where(eq(loginSessions.tokenSha256, tokenSha256))
}

export async function deleteSession({ tx }: Tenant, tokenSha256: Uint8Array): Promise<void> {
  await tx.delete(loginSessions).where(eq(loginSessions.tokenSha256, tokenSha256))
}

export async function deleteExpiredSessions({ tx, userId }: Tenant): Promise<void> {
  await tx.delete(loginSessions).where(sql`${loginSessions.userId} = ${userId} and ${loginSessions.expiresAt} <= now()`)
}

export interface ListedSession {
  id: number
  userAgent: string
  createdAt: Date
  lastSeenAt: Date
  /** Whether it is the one of `tokenSha256`. */
  current: boolean
}

export async function listSessions({ tx, userId }: Tenant, tokenSha256: Uint8Array): Promise<ListedSession[]> {
  const rows = await tx
    .select()
    .from(loginSessions)
    .where(and(eq(loginSessions.userId, userId), sql`${loginSessions.expiresAt} > now()`))
    .orderBy(desc(loginSessions.lastSeenAt), desc(loginSessions.id))
  return rows.map(({ id, userAgent, createdAt, lastSeenAt, tokenSha256: own }) => ({
    id,
    userAgent,
    createdAt,
    lastSeenAt,
    current: Buffer.compare(own, tokenSha256) === 0,
  }))
}

export async function deleteSessionById({ tx }: Tenant, id: number): Promise<boolean> {
  return (await tx.delete(loginSessions).where(eq(loginSessions.id, id)).returning({ id: loginSessions.id })).length > 0
}

/** Ends all sessions but the one that is named, and tells how many those were. */
export async function deleteOtherSessions({ tx, userId }: Tenant, kept: Uint8Array | null): Promise<number> {
  const others = kept ? ne(loginSessions.tokenSha256, kept) : undefined
  const gone = await tx
    .delete(loginSessions)
    .where(and(eq(loginSessions.userId, userId), others))
    .returning({ id: loginSessions.id })
  return gone.length
}
