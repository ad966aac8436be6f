import { createHash, randomBytes } from 'node:crypto'
import { deleteExpiredSessions, deleteSession, findSession, insertSession, touchSession } from '@rc/db/queries/accounts'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { eventChannel } from '../work/notify-user.ts'

const DAY_MS = 86_400_000
const IDLE_MS = 14 * DAY_MS
const LONGEST_MS = 90 * DAY_MS
const TOUCH_MS = 5 * 60_000

export const sessionLifeS = LONGEST_MS / 1000

const hashToken = (token: string) => createHash('sha256').update(token).digest()

const endOf = (createdMs: number, nowMs: number) => new Date(Math.min(nowMs + IDLE_MS, createdMs + LONGEST_MS))

/** Opens a session and returns its token, which is kept nowhere but in the caller's cookie. */
export async function openSession(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  userAgent: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = deps.now()
  await deps.database.asUser(userId, async (tenant) => {
    await deleteExpiredSessions(tenant)
    await insertSession(tenant, {
      tokenSha256: hashToken(token),
      userAgent: userAgent.slice(0, 200),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: endOf(now.getTime(), now.getTime()),
    })
  })
  return token
}

/** Whose session the token is, or null. Being seen keeps it alive, up to its longest life. */
export async function findSessionUser(deps: Pick<Deps, 'database' | 'now'>, token: string): Promise<number | null> {
  const tokenSha256 = hashToken(token)
  const session = await findSession(deps.database, tokenSha256)
  if (!session) return null
  const now = deps.now()
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_MS) {
    const expiresAt = endOf(session.createdAt.getTime(), now.getTime())
    await deps.database.asUser(session.userId, (tenant) => touchSession(tenant, tokenSha256, now, expiresAt))
  }
  return session.userId
}

/** Ends the session; streams that were opened with it hear of it and end too. */
export async function closeSession(deps: Pick<Deps, 'database'>, userId: number, token: string): Promise<void> {
  await deps.database.asUser(userId, async (tenant) => {
    await deleteSession(tenant, hashToken(token))
    await tenant.tx.execute(sql`select pg_notify(${eventChannel}, ${JSON.stringify({ userId, type: 'session' })})`)
  })
}
