import { AppError } from '@rc/domain'
import { z } from 'zod'

/** What opens a door, as it lies sealed in the database. */
export type Credential =
  | { kind: 'personal_key'; key: string }
  /** Rotates: each refresh gives a new pair and ends the old one. */
  | { kind: 'di'; accessToken: string; refreshToken: string; clientId: string }
  /** Of garth: makes new bearers for about a year, if the consumer pair is known. */
  | {
      kind: 'oauth1'
      token: string
      tokenSecret: string
      mfaToken: string | null
      accessToken: string
      expiresAtS: number
    }
  /** Ends when it ends. */
  | { kind: 'bearer'; accessToken: string; expiresAtS: number }

const diTokens = z.object({ di_token: z.string(), di_refresh_token: z.string(), di_client_id: z.string() })
const oauth1 = z.object({
  oauth_token: z.string(),
  oauth_token_secret: z.string(),
  mfa_token: z.string().nullish(),
})
const oauth2 = z.object({
  access_token: z.string(),
  expires_at: z.number().optional(),
  expires_in: z.number().optional(),
})

/**
 * Tokens that another program has got, in any of the shapes they are kept in: `garmin_tokens.json` of python-garminconnect
 * (plain or wrapped), the two files of garth (in either order, one after the other, in an array or an object), `GARTH_TOKEN` (base64 of
 * the array), or what garmin-connect exports. Throws `invalid_input`; nothing of the text is in the error.
 */
export function parseTokens(text: string, nowS: number): Exclude<Credential, { kind: 'personal_key' }> {
  const parts = documentsOf(text.trim()).flatMap(partsOf)
  for (const part of parts) {
    const di = diTokens.safeParse(part)
    if (di.success)
      return {
        kind: 'di',
        accessToken: di.data.di_token,
        refreshToken: di.data.di_refresh_token,
        clientId: di.data.di_client_id,
      }
  }
  const first = findPart(parts, oauth1)
  const second = findPart(parts, oauth2)
  if (!second) throw new AppError('invalid_input', 'these are no tokens', { details: { reasons: ['tokens_unknown'] } })
  const expiresAtS = second.expires_at ?? (second.expires_in === undefined ? nowS : nowS + second.expires_in)
  if (!first) return { kind: 'bearer', accessToken: second.access_token, expiresAtS }
  return {
    kind: 'oauth1',
    token: first.oauth_token,
    tokenSecret: first.oauth_token_secret,
    mfaToken: first.mfa_token ?? null,
    accessToken: second.access_token,
    expiresAtS,
  }
}

function findPart<T>(parts: unknown[], schema: z.ZodType<T>): T | null {
  for (const part of parts) {
    const parsed = schema.safeParse(part)
    if (parsed.success) return parsed.data
  }
  return null
}

/** The JSON documents of a text that holds one, or several one after the other, or one in base64. */
function documentsOf(text: string): unknown[] {
  const whole = parseJson(text)
  if (whole !== undefined) return [whole]
  if (/^[A-Za-z0-9+/_=\s-]+$/.test(text)) {
    const decoded = parseJson(Buffer.from(text.replaceAll(/\s/g, ''), 'base64').toString('utf8'))
    return decoded === undefined ? [] : [decoded]
  }
  return splitDocuments(text).flatMap((part) => {
    const parsed = parseJson(part)
    return parsed === undefined ? [] : [parsed]
  })
}

/** Objects that follow each other; braces inside text do not count. */
function splitDocuments(text: string): string[] {
  const found: string[] = []
  let [depth, start, quoted] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]
    if (quoted) {
      if (letter === '\\') i++
      else if (letter === '"') quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === '{' && depth++ === 0) start = i
    else if (letter === '}' && --depth === 0) found.push(text.slice(start, i + 1))
  }
  return found
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A document, and what lies in it: arrays and wrappers are opened. */
function partsOf(document: unknown): unknown[] {
  if (typeof document !== 'object' || document === null) return []
  return [document, ...Object.values(document).flatMap((value) => (typeof value === 'object' ? partsOf(value) : []))]
}
