import { desc, eq, sql } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { apiTokens } from '../schema/index.ts'

const listed = {
  id: apiTokens.id,
  name: apiTokens.name,
  scopes: apiTokens.scopes,
  createdAt: apiTokens.createdAt,
  expiresAt: apiTokens.expiresAt,
  lastUsedAt: apiTokens.lastUsedAt,
}
/** A token without what it is made of. */
export type ApiToken = Pick<typeof apiTokens.$inferSelect, keyof typeof listed>

export interface UsableToken {
  id: number
  userId: number
  scopes: ApiToken['scopes']
  lastUsedAt: Date | null
}

/** The token of a hash, as long as it has not expired. */
export async function findApiToken({ db }: Pick<Database, 'db'>, tokenSha256: Uint8Array): Promise<UsableToken | null> {
  const [row] = await db.execute<{
    id: number
    user_id: number
    scopes: ApiToken['scopes']
    last_used_at: string | null
  }>(sql`select * from find_api_token(${tokenSha256})`)
  if (!row) return null
  const lastUsedAt = row.last_used_at === null ? null : new Date(row.last_used_at)
  return { id: row.id, userId: row.user_id, scopes: row.scopes, lastUsedAt }
}

export async function insertApiToken(
  { tx, userId }: Tenant,
  token: Pick<typeof apiTokens.$inferInsert, 'name' | 'tokenSha256' | 'scopes' | 'expiresAt'>,
): Promise<ApiToken> {
  const [row] = await tx
    .insert(apiTokens)
    .values({ userId, ...token })
    .returning(listed)
  return row as ApiToken
}

export async function listApiTokens({ tx, userId }: Tenant): Promise<ApiToken[]> {
  return tx.select(listed).from(apiTokens).where(eq(apiTokens.userId, userId)).orderBy(desc(apiTokens.id))
}

export async function touchApiToken({ tx }: Tenant, id: number, lastUsedAt: Date): Promise<void> {
  await tx.update(apiTokens).set({ lastUsedAt }).where(eq(apiTokens.id, id))
}

export async function deleteApiToken({ tx }: Tenant, id: number): Promise<boolean> {
  return (await tx.delete(apiTokens).where(eq(apiTokens.id, id)).returning({ id: apiTokens.id })).length > 0
}
