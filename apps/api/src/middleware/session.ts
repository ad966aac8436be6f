import { findTokenUser } from '@rc/services/auth/api-tokens'
import { findSessionUser, sessionLifeS } from '@rc/services/auth/sessions'
import type { SignIn } from '@rc/services/auth/sign-in'
import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ApiDeps, AppContext, AppEnv, Session } from '../context.ts'

const DEVICE_LIFE_S = 365 * 86_400

/**
 * Over https a cookie is bound to this host by its prefix; plain http knows no such promise and has names of its own,
 * so that a cookie set on an unencrypted line never counts on an encrypted one.
 */
const cookieOf = (c: AppContext, name: 'rc_session' | 'rc_device') =>
  c.get('asker').https
    ? ({ name: `__Host-${name}`, options: { path: '/', httpOnly: true, sameSite: 'Lax', secure: true } } as const)
    : ({ name, options: { path: '/', httpOnly: true, sameSite: 'Lax' } } as const)

/** Who asks, by the token of a program or else by the cookie of a browser. A request that shows a token is nothing else. */
export const findSession =
  (deps: ApiDeps): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    c.set('session', bearer === undefined ? await findBrowser(deps, c) : await findProgram(deps, bearer))
    await next()
  }

async function findBrowser(deps: ApiDeps, c: AppContext): Promise<Session | null> {
  const token = getCookie(c, cookieOf(c, 'rc_session').name)
  const userId = token ? await findSessionUser(deps, token) : null
  return token && userId !== null ? { userId, token, scopes: null } : null
}

async function findProgram(deps: ApiDeps, token: string): Promise<Session | null> {
  const known = await findTokenUser(deps, token)
  return known && { ...known, token }
}

/** What an earlier sign-in in this browser left there. */
export const deviceOf = (c: AppContext): string | undefined => getCookie(c, cookieOf(c, 'rc_device').name)

export function setSignInCookies(c: AppContext, { token, device }: SignIn): void {
  const session = cookieOf(c, 'rc_session')
  setCookie(c, session.name, token, { ...session.options, maxAge: sessionLifeS })
  const known = cookieOf(c, 'rc_device')
  setCookie(c, known.name, device, { ...known.options, maxAge: DEVICE_LIFE_S })
}

export function clearSessionCookie(c: AppContext): void {
  const { name, options } = cookieOf(c, 'rc_session')
  deleteCookie(c, name, options)
}
