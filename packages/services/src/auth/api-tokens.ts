import {
  deleteApiToken,
  findApiToken,
  insertApiToken,
  listApiTokens as readApiTokens,
  touchApiToken,
  type ApiToken,
} from '@rc/db/queries/api-tokens'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { confirmPassword } from './confirm-password.ts'
import { createToken, hashToken } from './token.ts'

const PREFIX = 'rc_pat_'
const DAY_MS = 86_400_000
const TOUCH_MS = 60_000

const present = (token: ApiToken) => ({
  ...token,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
})

interface NewToken {
  name: string
  scopes: ApiToken['scopes']
  days: number
  password: string
}

/** Makes a token for a program. The answer is the only time it is shown; the prefix lets scanners of code find it. */
export async function createApiToken(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { name, scopes, days, password }: NewToken,
) {
  await confirmPassword(deps, userId, password)
  const token = PREFIX + createToken()
  const row = await deps.database.asUser(userId, (tenant) =>
    insertApiToken(tenant, {
      name,
      scopes: [...new Set(scopes)],
      tokenSha256: hashToken(token),
      expiresAt: new Date(deps.now().getTime() + days * DAY_MS),
    }),
  )
  return { ...present(row), token }
}

export async function listApiTokens(deps: Pick<Deps, 'database'>, userId: number) {
  return { tokens: (await deps.database.asUser(userId, readApiTokens)).map(present) }
}

export async function revokeApiToken(deps: Pick<Deps, 'database'>, userId: number, id: number): Promise<void> {
  if (!(await deps.database.asUser(userId, (tenant) => deleteApiToken(tenant, id)))) throw new AppError('not_found')
}

/** Whose token it is and what it may do, or null. */
export async function findTokenUser(
  deps: Pick<Deps, 'database' | 'now'>,
  token: string,
): Promise<(Pick<ApiToken, 'scopes'> & { userId: number }) | null> {
  if (!token.startsWith(PREFIX)) return null
  const known = await findApiToken(deps.database, hashToken(token))
  if (!known) return null
  const now = deps.now()
  if (now.getTime() - (known.lastUsedAt?.getTime() ?? 0) > TOUCH_MS)
    await deps.database.asUser(known.userId, (tenant) => touchApiToken(tenant, known.id, now))
  return { userId: known.userId, scopes: known.scopes }
}
