import type { Tenant } from '@rc/db'
import {
  deleteExpiredSessions,
  deleteOtherSessions,
  deleteSession,
  deleteSessionById,
  findSession,
  insertSession,
  listSessions as readSessions,
  touchSession,
} from '@rc/db/queries/sessions'
import { AppError } from '@rc/domain'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { eventChannel } from '../work/notify-user.ts'
import { createToken, hashToken } from './token.ts'

const DAY_MS = 86_400_000
const IDLE_MS = 14 * DAY_MS
const LONGEST_MS = 90 * DAY_MS
const TOUCH_MS = 5 * 60_000

export const sessionLifeS = LONGEST_MS / 1000

const endOf = (createdMs: number, nowMs: number) => new Date(Math.min(nowMs + IDLE_MS, createdMs + LONGEST_MS))

/** Opens a session and returns its token, which is kept nowhere but in the caller's cookie. */
export async function openSession(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  userAgent: string,
): Promise<string> {
  const token = createToken()
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

/** The athlete's sessions, the one of `token` marked. */
export async function listSessions(deps: Pick<Deps, 'database'>, userId: number, token: string) {
  const sessions = await deps.database.asUser(userId, (tenant) => readSessions(tenant, hashToken(token)))
  return sessions.map((session) => ({
    ...session,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
  }))
}

export async function closeSession(deps: Pick<Deps, 'database'>, userId: number, token: string): Promise<void> {
  await deps.database.asUser(userId, async (tenant) => {
    await deleteSession(tenant, hashToken(token))
    await tellStreams(tenant)
  })
}

export async function closeSessionById(deps: Pick<Deps, 'database'>, userId: number, id: number): Promise<void> {
  await deps.database.asUser(userId, async (tenant) => {
    if (!(await deleteSessionById(tenant, id))) throw new AppError('not_found')
    await tellStreams(tenant)
  })
}

export async function endOtherSessions(deps: Pick<Deps, 'database'>, userId: number, token: string): Promise<void> {
  await deps.database.asUser(userId, async (tenant) => void (await closeOtherSessions(tenant, token)))
}

/** Ends every session but the one of `token`; null ends all. Answers how many those were. */
export async function closeOtherSessions(tenant: Tenant, token: string | null): Promise<number> {
  const closed = await deleteOtherSessions(tenant, token === null ? null : hashToken(token))
  await tellStreams(tenant)
  return closed
}

/** Streams that were opened with a session that has ended hear of it and end too. */
async function tellStreams({ tx, userId }: Tenant): Promise<void> {
  await tx.execute(sql`select pg_notify(${eventChannel}, ${JSON.stringify({ userId, type: 'session' })})`)
}
