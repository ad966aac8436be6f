import { createHmac } from 'node:crypto'
import { empty, html, json, text, type Answer } from '../http/answer.ts'
import { parseForm, type Call } from '../http/call.ts'
import { takeTicket } from '../login/ticket.ts'
import { newSecret, type World } from '../world.ts'
import { issuePair } from './token-store.ts'

const yearMs = 365 * 86_400_000

/** `GET /oauth-service/oauth/preauthorized`: a ticket for an OAuth1 token. */
export function preauthorize(world: World, call: Call): Answer {
  const value = call.query.get('ticket') ?? ''
  const account = world.tickets.get(value)?.account
  if (account) world.log.own(call.entry, account.email)
  const target = { on: 'token', url: call.path } as const
  if (!isSigned(world, call, '') || account?.faults.strike('token', target, ['preauthorized_401'])) return empty(401)
  const ticket = takeTicket(world, value)
  if (!ticket) return empty(401)
  const [token, secret, mfaToken] = [newSecret(world), newSecret(world), newSecret(world, 'MFA-')]
  world.oauth1.set(token, { account: ticket.account, secret })
  const until = new Date(world.clock.nowMs() + yearMs).toISOString().replace('T', ' ').replace('Z', '')
  const mfa = ticket.account.mfa ? `&mfa_token=${mfaToken}&mfa_expiration_timestamp=${until}` : ''
  return text(`oauth_token=${token}&oauth_token_secret=${secret}${mfa}`)
}

/** `POST /oauth-service/oauth/exchange/user/2.0`: an OAuth1 token for a bearer. */
export function exchange(world: World, call: Call): Answer {
  const known = world.oauth1.get(oauthParameters(call).get('oauth_token') ?? '')
  if (!known || !isSigned(world, call, known.secret)) return empty(401)
  world.log.own(call.entry, known.account.email)
  const target = { on: 'token', url: call.path } as const
  if (known.account.faults.strike('token', target, ['exchange_403']))
    return html('<html><head><title>403 Forbidden</title></head><body></body></html>', 403)
  const inactive = known.account.faults.strike('token', target, ['token_not_active'])
  return json(
    issuePair(world, { account: known.account, clientId: 'GARMIN_CONNECT_MOBILE_ANDROID_DI', active: !inactive }),
  )
}

/** The parameters of the signature, from the header or from the query. */
function oauthParameters(call: Call): Map<string, string> {
  const header = /^OAuth (.+)$/.exec(call.headers.authorization ?? '')?.[1]
  if (!header) return new Map([...call.query].filter(([name]) => name.startsWith('oauth_')))
  const pairs = header.split(',').map((pair) => /^\s*(\w+)="(.*)"\s*$/.exec(pair))
  return new Map(pairs.flatMap((pair) => (pair ? [[pair[1]!, decodeURIComponent(pair[2]!)]] : [])))
}

/** Checks HMAC-SHA1 over method, address and sorted parameters (RFC 5849, section 3.4). */
function isSigned(world: World, call: Call, tokenSecret: string): boolean {
  const oauth = oauthParameters(call)
  if (oauth.get('oauth_consumer_key') !== world.consumer.key) return false
  const isForm = /urlencoded/.test(String(call.headers['content-type']))
  const parameters = [
    ...[...call.query].filter(([name]) => !name.startsWith('oauth_')),
    ...[...oauth].filter(([name]) => name !== 'oauth_signature' && name !== 'realm'),
    ...(isForm ? parseForm(call) : []),
  ]
  const normalised = parameters
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .sort()
    .join('&')
  const scheme = call.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const prefix = call.host ? `/@${call.host}` : ''
  const address = `${scheme}://${call.headers.host ?? ''}${prefix}${call.path}`
  const base = [call.method, address, normalised].map(percent).join('&')
  const key = `${percent(world.consumer.secret)}&${percent(tokenSecret)}`
  return createHmac('sha1', key).update(base).digest('base64') === oauth.get('oauth_signature')
}

const percent = (value: string) =>
  encodeURIComponent(value).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
