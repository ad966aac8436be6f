import { json, type Answer } from '../http/answer.ts'
import { parseForm, type Call } from '../http/call.ts'
import { takeTicket } from '../login/ticket.ts'
import type { World } from '../world.ts'
import { endFamily, issuePair } from './token-store.ts'

/** The clients that may ask, in the order in which apps try them. */
const clientIds = [
  'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2',
  'GARMIN_CONNECT_MOBILE_ANDROID_DI_2024Q4',
  'GARMIN_CONNECT_MOBILE_ANDROID_DI',
  'GARMIN_CONNECT_MOBILE_IOS_DI',
]
const ticketGrant = /\/di-oauth2-service\/oauth\/grant\/service_ticket$/

const refusal = (error: string, description: string, status = 400): Answer =>
  json({ error, error_description: description }, status)

/** `POST /di-oauth2-service/oauth/token`: a ticket or a refresh token for a pair. */
export function grantToken(world: World, call: Call): Answer {
  const form = parseForm(call)
  const clientId = form.get('client_id') ?? ''
  const basic = Buffer.from(/^Basic (.+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '', 'base64').toString()
  const grant = form.get('grant_type') ?? ''
  if (!clientIds.includes(clientId)) return refusal('invalid_client', 'Bad client credentials', 401)
  if (grant === 'refresh_token') return refresh(world, call, clientId, form.get('refresh_token') ?? '')
  if (!ticketGrant.test(grant)) return refusal('unsupported_grant_type', `Unsupported grant type: ${grant}`)
  if (basic !== `${clientId}:`) return refusal('invalid_client', 'Bad client credentials', 401)
  return exchangeTicket(world, call, clientId, form)
}

function exchangeTicket(world: World, call: Call, clientId: string, form: Map<string, string>): Answer {
  const value = form.get('service_ticket') ?? ''
  const account = world.tickets.get(value)?.account
  if (account) world.log.own(call.entry, account.email)
  const target = { on: 'token', url: call.path } as const
  const refused = account?.faults.strike('token', target, ['invalid_client'])
  // A refused client leaves the ticket good for the next one on the list.
  if (refused && clientIds.indexOf(clientId) < Number(refused.value ?? clientIds.length))
    return refusal('invalid_client', 'Bad client credentials', 401)
  const ticket = takeTicket(world, value)
  const service = form.get('service_url') ?? ''
  const fits =
    ticket?.via === 'widget'
      ? service.endsWith('/sso/embed') || service === ticket.service
      : service === ticket?.service
  if (!ticket || !fits) return refusal('invalid_grant', 'Invalid service ticket')
  const inactive = ticket.account.faults.strike('token', target, ['token_not_active'])
  const active = !inactive || (inactive.value !== undefined && inactive.value !== ticket.via)
  return deliver(ticket.account.faults.strike('token', target, ['reply_lost']) !== null, () =>
    issuePair(world, { account: ticket.account, clientId, active }),
  )
}

function refresh(world: World, call: Call, clientId: string, value: string): Answer {
  const known = world.refreshTokens.get(value)
  if (known) world.log.own(call.entry, known.account.email)
  const target = { on: 'token', url: call.path } as const
  const dead = known?.account.faults.strike('token', target, ['invalid_grant'])
  if (!known || dead || world.clock.nowMs() > known.expiresMs || known.clientId !== clientId)
    return refusal('invalid_grant', `Invalid refresh token: ${value}`)
  if (known.used) {
    endFamily(world, known.family)
    return refusal('invalid_grant', `Invalid refresh token: ${value}`)
  }
  known.used = true
  return deliver(known.account.faults.strike('token', target, ['reply_lost']) !== null, () =>
    issuePair(world, { account: known.account, clientId, family: known.family }),
  )
}

function deliver(lost: boolean, pair: () => Record<string, unknown>): Answer {
  const answer = json(pair())
  return lost ? { ...answer, wire: 'reset' } : answer
}
