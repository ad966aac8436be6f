import { parseForm, parseJson, type Call } from '../http/call.ts'
import type { Route } from '../http/route.ts'
import { accountByEmail, type World } from '../world.ts'
import { logInByJson, signInPage, verifyCodeByJson } from './mobile.ts'
import { sessionOf } from './session.ts'
import { embedPage, logInByForm, sendCodeForForm, signInForm, verifyCodeByForm } from './widget.ts'

interface Given {
  world: World
  call: Call
}
const sso = (method: string, path: string, handle: Route<Given>['handle']): Route<Given> => ({
  method,
  host: 'sso',
  path,
  handle,
})

export const loginRoutes: Route<Given>[] = [
  sso('GET', '/mobile/sso/{language}/sign-in', ({ world, call }) => signInPage(world, call)),
  sso('POST', '/mobile/api/login', ({ world, call }) => logInByJson(world, call, 'mobile')),
  sso('POST', '/mobile/api/mfa/verifyCode', ({ world, call }) => verifyCodeByJson(world, call, 'mobile')),
  sso('GET', '/portal/sso/{language}/sign-in', ({ world, call }) => signInPage(world, call)),
  sso('POST', '/portal/api/login', ({ world, call }) => logInByJson(world, call, 'portal')),
  sso('POST', '/portal/api/mfa/verifyCode', ({ world, call }) => verifyCodeByJson(world, call, 'portal')),
  sso('GET', '/sso/embed', ({ world, call }) => embedPage(world, call)),
  sso('GET', '/sso/signin', ({ world, call }) => signInForm(world, call)),
  sso('POST', '/sso/signin', ({ world, call }) => logInByForm(world, call)),
  sso('POST', '/sso/verifyMFA/mfaCode', ({ world, call }) => sendCodeForForm(world, call)),
  sso('POST', '/sso/verifyMFA/loginEnterMfaCode', ({ world, call }) => verifyCodeByForm(world, call)),
]

/** Whose login this is, by the name in the body or by the code that is asked for; notes a password that came along. */
export function accountAtLogin(world: World, call: Call) {
  const fields = call.method === 'POST' ? (parseJson(call) ?? Object.fromEntries(parseForm(call))) : {}
  if (typeof fields['password'] === 'string' && call.entry.credential === null) call.entry.credential = 'posted'
  const name = fields['username']
  if (typeof name === 'string') return accountByEmail(world, name)
  const csrf = fields['_csrf']
  return sessionOf(world, call, typeof csrf === 'string' ? csrf : undefined)?.challenge?.account ?? null
}
