import { createHmac, randomBytes } from 'node:crypto'
import { AppError } from '@rc/domain'
import { z } from 'zod'
import type { Credential } from '../credential.ts'
import { isWall, jsonOf, requireAnswered, send, type Outside } from './http.ts'

export type GarthTokens = Extract<Credential, { kind: 'oauth1' }>

const bearer = z.looseObject({ access_token: z.string().min(1), expires_in: z.number() })

/** A new bearer for the long-lived token of garth. Throws `vendor_auth_required` when it is refused. */
export async function exchangeOauth1(
  outside: Outside,
  apiUrl: string,
  consumer: { key: string; secret: string },
  old: GarthTokens,
): Promise<GarthTokens> {
  const url = `${apiUrl}/oauth-service/oauth/exchange/user/2.0`
  const form = old.mfaToken ? { mfa_token: old.mfaToken } : {}
  const answer = await send(outside, {
    method: 'POST',
    url,
    headers: {
      authorization: signOauth1({ method: 'POST', url, form, consumer, token: old, nowMs: outside.nowMs() }),
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'com.garmin.android.apps.connectmobile',
    },
    body: new URLSearchParams(form).toString(),
  })
  // QUIRK(garmin): since 2026 some accounts get 403, in HTML, for tokens that were good before.
  if (answer.status === 401 || (answer.status === 403 && !isWall(answer)))
    throw new AppError('vendor_auth_required', 'the tokens are refused', {
      details: { reason: 'token_refused', status: answer.status },
    })
  requireAnswered(answer, outside.nowMs())
  const parsed = bearer.safeParse(jsonOf(answer))
  if (!parsed.success)
    throw new AppError('vendor_contract_changed', 'no token in the answer', { details: { reason: 'token_missing' } })
  return { ...old, accessToken: parsed.data.access_token, expiresAtS: outside.nowMs() / 1000 + parsed.data.expires_in }
}

/** The header of RFC 5849 with HMAC-SHA1. */
function signOauth1({
  method,
  url,
  form,
  consumer,
  token,
  nowMs,
}: {
  method: string
  url: string
  form: Record<string, string>
  consumer: { key: string; secret: string }
  token: { token: string; tokenSecret: string }
  nowMs: number
}): string {
  const oauth: Record<string, string> = {
    oauth_consumer_key: consumer.key,
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(nowMs / 1000)),
    oauth_token: token.token,
    oauth_version: '1.0',
  }
  const parameters = Object.entries({ ...oauth, ...form })
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .sort()
    .join('&')
  const base = [method, url, parameters].map(percent).join('&')
  const key = `${percent(consumer.secret)}&${percent(token.tokenSecret)}`
  const signature = createHmac('sha1', key).update(base).digest('base64')
  const fields = Object.entries({ ...oauth, oauth_signature: signature })
  return `OAuth ${fields.map(([name, value]) => `${percent(name)}="${percent(value)}"`).join(', ')}`
}

const percent = (value: string): string =>
  encodeURIComponent(value).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
