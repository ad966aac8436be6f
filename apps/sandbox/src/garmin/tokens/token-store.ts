import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Account } from '../account.ts'
import { newSecret, type World } from '../world.ts'

/** A token that opens the data endpoints. */
export interface Bearer {
  account: Account
  door: 'connect' | 'personal'
  expiresMs: number
  /** False for those that the exchange hands out and the endpoints refuse. */
  active: boolean
  family: string
}

export interface RefreshToken {
  account: Account
  clientId: string
  family: string
  expiresMs: number
  used: boolean
}

export const accessLifeS = 107_182
const refreshLifeS = 2_591_999

/** A pair with a common origin: using an old refresh token again ends all of its family. */
export function issuePair(
  world: World,
  given: { account: Account; clientId: string; family?: string; active?: boolean },
): Record<string, unknown> {
  const { account, clientId, family = randomUUID(), active = true } = given
  const accessToken = issueBearer(world, { account, door: 'connect', family, active, lifeS: accessLifeS, clientId })
  const refreshToken = newSecret(world, '', 32)
  world.refreshTokens.set(refreshToken, {
    account,
    clientId,
    family,
    used: false,
    expiresMs: world.clock.nowMs() + 1000 * refreshLifeS,
  })
  return {
    scope: 'CONNECT_READ CONNECT_WRITE DI_OAUTH_2_AUTHORIZATION_CODE_CREATE',
    jti: randomUUID(),
    access_token: accessToken,
    token_type: 'Bearer',
    refresh_token: refreshToken,
    expires_in: accessLifeS - 1,
    refresh_token_expires_in: refreshLifeS,
  }
}

export function issueBearer(
  world: World,
  given: Omit<Bearer, 'expiresMs'> & { lifeS: number; clientId: string },
): string {
  const { lifeS, clientId, ...bearer } = given
  const nowS = Math.floor(world.clock.nowS())
  const token = signJwt({
    client_id: clientId,
    garmin_guid: bearer.account.guid,
    iat: nowS,
    exp: nowS + lifeS,
    jti: randomUUID(),
    iss: 'https://diauth.garmin.com',
  })
  world.secrets.add(token)
  world.bearers.set(token, { ...bearer, expiresMs: 1000 * (nowS + lifeS) })
  return token
}

/** Ends every token that came from the same login. */
export function endFamily(world: World, family: string): void {
  for (const bearer of world.bearers.values()) if (bearer.family === family) bearer.active = false
  for (const refresh of world.refreshTokens.values()) if (refresh.family === family) refresh.used = true
}

/** The bearers of the account run out, of one door or of both; refresh tokens stay. */
export function endBearers(world: World, account: Account, door?: Bearer['door']): void {
  for (const bearer of world.bearers.values())
    if (bearer.account === account && (door === undefined || bearer.door === door)) bearer.active = false
}

export function bearerOf(world: World, token: string): Bearer | null {
  const bearer = world.bearers.get(token)
  return bearer?.active && world.clock.nowMs() < bearer.expiresMs ? bearer : null
}

const signingKey = randomBytes(32)

function signJwt(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = `${part({ alg: 'HS256', typ: 'JWT', kid: 'synthetic' })}.${part(claims)}`
  return `${head}.${createHmac('sha256', signingKey).update(head).digest('base64url')}`
}
