import { AppError } from '@rc/domain'
import { z } from 'zod'
import type { Credential } from '../credential.ts'
import { jsonOf, requireAnswered, send, type Outside } from './http.ts'

export type DiPair = Extract<Credential, { kind: 'di' }>

const TICKET_GRANT = 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket'
const pair = z.looseObject({ access_token: z.string().min(1), refresh_token: z.string().min(1) })

/**
 * A login's ticket for a pair of tokens. The ticket is good once: only a client that is not known at all leaves it for
 * the next name. Throws `vendor_auth_required` when all are refused.
 */
export async function exchangeTicket(
  outside: Outside,
  { diUrl, clientIds }: { diUrl: string; clientIds: string[] },
  { ticket, serviceUrl }: { ticket: string; serviceUrl: string },
): Promise<DiPair> {
  for (const clientId of clientIds) {
    const answer = await ask(outside, diUrl, clientId, {
      grant_type: TICKET_GRANT,
      client_id: clientId,
      service_ticket: ticket,
      service_url: serviceUrl,
    })
    if (isInvalidClient(answer)) continue
    return readPair(outside, answer, clientId)
  }
  throw new AppError('vendor_auth_required', 'no client is known', { details: { reason: 'clients_refused' } })
}

/** A new pair for the old one, which is worth nothing from then on. Throws `vendor_auth_required` when it was refused. */
export async function refreshPair(outside: Outside, diUrl: string, old: DiPair): Promise<DiPair> {
  const answer = await ask(outside, diUrl, old.clientId, {
    grant_type: 'refresh_token',
    client_id: old.clientId,
    refresh_token: old.refreshToken,
  })
  return readPair(outside, answer, old.clientId)
}

const ask = (outside: Outside, diUrl: string, clientId: string, form: Record<string, string>) =>
  send(outside, {
    method: 'POST',
    url: `${diUrl}/di-oauth2-service/oauth/token`,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
  })

const errorOf = (answer: { bytes: Uint8Array }): string => {
  const body = jsonOf(answer)
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : ''
  return typeof error === 'string' ? error : ''
}
const isInvalidClient = (answer: { bytes: Uint8Array; status: number }) => errorOf(answer) === 'invalid_client'

function readPair(outside: Outside, answer: Awaited<ReturnType<typeof ask>>, clientId: string): DiPair {
  // QUIRK(garmin): the answer quotes the refused token, so that nothing of it may be told.
  if (answer.status === 400 || answer.status === 401)
    throw new AppError('vendor_auth_required', 'the tokens are refused', {
      details: {
        reason: errorOf(answer) === 'invalid_grant' ? 'invalid_grant' : 'token_refused',
        status: answer.status,
      },
    })
  requireAnswered(answer, outside.nowMs())
  const parsed = pair.safeParse(jsonOf(answer))
  if (!parsed.success)
    throw new AppError('vendor_contract_changed', 'no tokens in the answer', { details: { reason: 'token_missing' } })
  return { kind: 'di', accessToken: parsed.data.access_token, refreshToken: parsed.data.refresh_token, clientId }
}
