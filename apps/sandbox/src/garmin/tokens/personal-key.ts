import { randomUUID } from 'node:crypto'
import { empty, json, text, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { World } from '../world.ts'
import { issueBearer } from './token-store.ts'

const lifeS = 86_400

/** `POST /personalapitoken-service/…/token`: the key for a bearer of one day. */
export function exchangeKey(world: World, call: Call): Answer {
  const key = /^ApiKey (.+)$/i.exec(call.headers.authorization ?? '')?.[1]
  const account = world.accounts.find(({ personalKey }) => personalKey.value === key)
  if (account) world.log.own(call.entry, account.email)
  if (account?.faults.strike('token', { on: 'token', url: call.path }, ['key_526'])) return empty(526)
  if (!account || account.personalKey.state !== 'active') return empty(401)
  const token = issueBearer(world, {
    account,
    door: 'personal',
    active: true,
    family: `key ${randomUUID()}`,
    lifeS,
    clientId: 'PERSONAL_API',
  })
  switch (account.tokenReply) {
    case 'snake':
      return json({ access_token: token, token_type: 'Bearer', expires_in: lifeS, scope: 'CONNECT_READ' })
    case 'camel':
      return json({ accessToken: token, tokenType: 'Bearer', expiresIn: lifeS })
    case 'expires_at':
      return json({ token, expiresAt: new Date(world.clock.nowMs() + 1000 * lifeS).toISOString() })
    case 'text':
      return text(token)
  }
}
