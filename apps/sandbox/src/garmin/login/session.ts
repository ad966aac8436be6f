import { randomBytes } from 'node:crypto'
import type { Account, MfaMethod } from '../account.ts'
import type { Call } from '../http/call.ts'
import { newSecret, type World } from '../world.ts'

/** A browser at the login page, known by its cookie or by the hidden field of its form. */
export interface SsoSession {
  cookie: string
  csrf: string
  createdMs: number
  /** The page that asked: its tickets are good for this address. */
  service: string
  challenge: Challenge | null
}

/** A code that was asked for and not yet given. */
export interface Challenge {
  account: Account
  method: MfaMethod
  /** Null until it is sent; an authenticator app makes its own. */
  code: string | null
  expiresMs: number
  wrong: number
}

const codeLifeMs = 10 * 60_000
const wrongCodes = 5

export function openSession(world: World, service: string): { session: SsoSession; cookies: string[] } {
  const session: SsoSession = {
    cookie: newSecret(world),
    csrf: randomBytes(16).toString('hex').toUpperCase(),
    createdMs: world.clock.nowMs(),
    service,
    challenge: null,
  }
  world.sessions.set(session.cookie, session)
  const cookies = [
    `SESSION=${session.cookie}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    `__cflb=${randomBytes(8).toString('hex')}; Path=/; HttpOnly`,
    `__cf_bm=${randomBytes(16).toString('hex')}; Path=/; HttpOnly`,
  ]
  return { session, cookies }
}

/**
 * The session a request belongs to. Without the profile's `cookies` the hidden field of the form will do, and a
 * visitor who shows neither gets the session opened last.
 */
export function sessionOf(world: World, call: Call, csrf?: string): SsoSession | null {
  const byCookie = world.sessions.get(call.cookies.get('SESSION') ?? '')
  if (byCookie || world.profile.cookies) return byCookie ?? null
  const all = [...world.sessions.values()]
  return all.find((session) => session.csrf === csrf) ?? all.at(-1) ?? null
}

/** Sends a code; a login that was under way elsewhere for the same account is over. */
export function challenge(world: World, session: SsoSession, account: Account, sent: boolean): Challenge {
  for (const other of world.sessions.values()) if (other.challenge?.account === account) other.challenge = null
  session.challenge = {
    account,
    method: account.mfa ?? 'email',
    code: null,
    expiresMs: world.clock.nowMs() + codeLifeMs,
    wrong: 0,
  }
  if (sent) sendCode(world, session.challenge)
  return session.challenge
}

export function sendCode(world: World, open: Challenge): void {
  if (open.method === 'totp') return
  open.code = String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')
  open.expiresMs = world.clock.nowMs() + codeLifeMs
}

/** `over` means back to the password: the code ran out, was tried too often, or another login took its place. */
export function judgeCode(
  world: World,
  session: SsoSession | null,
  code: string,
  totp: string[],
): 'right' | 'wrong' | 'over' {
  const open = session?.challenge
  if (!session || !open || world.clock.nowMs() > open.expiresMs || open.wrong >= wrongCodes) return 'over'
  const right = open.method === 'totp' ? totp.includes(code) : open.code !== null && open.code === code
  if (right) return 'right'
  open.wrong++
  return 'wrong'
}
