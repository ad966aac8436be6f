import { findSessionUser, sessionLifeS } from '@rc/services/auth/sessions'
import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ApiDeps, AppContext, AppEnv } from '../context.ts'

/**
 * Over https the cookie is bound to this host by its prefix; plain http knows no such promise and has a name of its own,
 * so that a cookie set on an unencrypted line never counts on an encrypted one.
 */
const cookieOf = (c: AppContext) =>
  c.get('asker').https
    ? ({ name: '__Host-rc_session', options: { path: '/', httpOnly: true, sameSite: 'Lax', secure: true } } as const)
    : ({ name: 'rc_session', options: { path: '/', httpOnly: true, sameSite: 'Lax' } } as const)

export const findSession =
  (deps: ApiDeps): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const token = getCookie(c, cookieOf(c).name)
    const userId = token ? await findSessionUser(deps, token) : null
    c.set('session', token && userId !== null ? { userId, token } : null)
    await next()
  }

export function setSessionCookie(c: AppContext, token: string): void {
  const { name, options } = cookieOf(c)
  setCookie(c, name, token, { ...options, maxAge: sessionLifeS })
}

export function clearSessionCookie(c: AppContext): void {
  const { name, options } = cookieOf(c)
  deleteCookie(c, name, options)
}
