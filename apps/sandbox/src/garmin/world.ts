import { randomBytes } from 'node:crypto'
import type { Account } from './account.ts'
import type { Clock } from './clock.ts'
import type { RequestLog } from './http/request-log.ts'
import type { SsoSession } from './login/session.ts'
import type { Ticket } from './login/ticket.ts'
import type { Bearer, RefreshToken } from './tokens/token-store.ts'

/** Everything the emulated Garmin remembers. */
export interface World {
  clock: Clock
  log: RequestLog
  accounts: Account[]
  /** `limits`: rate limits as the real one has them. `cookies`: the login asks for those it has set. */
  profile: { limits: boolean; cookies: boolean }
  consumer: { key: string; secret: string }
  sessions: Map<string, SsoSession>
  tickets: Map<string, Ticket>
  bearers: Map<string, Bearer>
  refreshTokens: Map<string, RefreshToken>
  /** OAuth1 tokens and who they belong to. */
  oauth1: Map<string, { account: Account; secret: string }>
  /** Everything that may never be seen in a log line or a column. */
  secrets: Set<string>
  /** Logins of late per account and way in, and until when they are refused. */
  logins: Map<string, { atMs: number[]; refusedUntilMs: number }>
  /** Calls of late per account on the Personal API's host. */
  buckets: Map<Account, { level: number; atMs: number; refusedUntilMs: number }>
}

/** A random word that counts as a secret from now on. */
export function newSecret(world: World, prefix = '', bytes = 24): string {
  const secret = prefix + randomBytes(bytes).toString('hex')
  world.secrets.add(secret)
  return secret
}

export const accountByEmail = (world: World, email: string): Account | null =>
  world.accounts.find((account) => account.email.toLowerCase() === email.trim().toLowerCase()) ?? null
