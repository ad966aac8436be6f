import { AppError } from '@rc/domain'
import { jsonOf, requireAnswered, send, textOf, type Outside } from './http.ts'

export interface PersonalBearer {
  token: string
  expiresAtMs: number
}

const DAY_MS = 86_400_000

/**
 * The key for a bearer of one day. The names in the answer are not documented, so any that were seen will do. Throws
 * `vendor_auth_required` for a key that is refused. The key goes to this address and nowhere else.
 */
export async function exchangePersonalKey(outside: Outside, personalUrl: string, key: string): Promise<PersonalBearer> {
  const answer = await send(outside, {
    method: 'POST',
    url: `${personalUrl}/personalapitoken-service/personal-api/personal-api-key/token`,
    headers: { authorization: `ApiKey ${key}`, accept: 'application/json' },
  })
  if (answer.status === 401 || (answer.status === 403 && jsonOf(answer) !== undefined))
    throw new AppError('vendor_auth_required', 'the key is refused', {
      details: { reason: 'key_refused', status: answer.status },
    })
  requireAnswered(answer, outside.nowMs())
  const body = jsonOf(answer)
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = typeof body === 'string' ? body : Object.keys(said).length === 0 ? textOf(answer).trim() : undefined
  const token = firstText(said['access_token'], said['accessToken'], said['token'], text)
  if (!token || /[\s<>"{}]/.test(token))
    throw new AppError('vendor_contract_changed', 'no token in the answer', { details: { reason: 'token_missing' } })
  return { token, expiresAtMs: expiryOf(said, token, outside.nowMs()) }
}

function expiryOf(said: Record<string, unknown>, token: string, nowMs: number): number {
  const lifeS = [said['expires_in'], said['expiresIn']].find((value) => typeof value === 'number')
  if (typeof lifeS === 'number') return nowMs + lifeS * 1000
  const at = [said['expires_at'], said['expiresAt']].find((value) => value !== undefined)
  const atMs = typeof at === 'number' ? at * (at < 1e11 ? 1000 : 1) : typeof at === 'string' ? Date.parse(at) : NaN
  if (!Number.isNaN(atMs)) return atMs
  return jwtExpiryMs(token) ?? nowMs + DAY_MS
}

const firstText = (...values: unknown[]): string | undefined =>
  values.find((value): value is string => typeof value === 'string' && value !== '')

/** When a JWT says that it ends; null for anything else. Its signature is not ours to check. */
export function jwtExpiryMs(token: string): number | null {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { exp?: unknown }
    return typeof claims.exp === 'number' ? claims.exp * 1000 : null
  } catch {
    return null
  }
}
