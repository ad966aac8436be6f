import type { Account } from '../account.ts'
import { faultKinds } from '../faults/fault.ts'
import { challenge as cloudflare } from '../faults/wire-faults.ts'
import { empty, html, json, type Answer } from '../http/answer.ts'
import { parseForm, parseJson, type Call } from '../http/call.ts'
import { accountByEmail, type World } from '../world.ts'
import { maskedEmail } from './mobile.ts'
import { challenge, judgeCode, openSession, sendCode, sessionOf, type SsoSession } from './session.ts'
import { isThrottled } from './throttle.ts'
import { issueTicket } from './ticket.ts'
import { totpCodes } from './totp.ts'

/** The faults that show when the password comes; the code is sent later, and so goes wrong later. */
const atPassword = faultKinds.login.filter((kind) => kind !== 'mfa_session_expired' && kind !== 'code_not_sent')

const page = (title: string, body: string, cookies?: string[]): Answer =>
  html(
    `<!DOCTYPE html>\n<html class="no-js">\n<head>\n<title>${title}</title>\n</head>\n<body>\n${body}\n</body>\n</html>\n`,
    200,
    cookies ? { 'set-cookie': cookies } : {},
  )

const loginTitle = 'GARMIN Authentication Application'
const csrfField = (session: SsoSession) => `<input type="hidden" name="_csrf" value="${session.csrf}">`

export function embedPage(world: World, call: Call): Answer {
  const { cookies } = openSession(world, call.query.get('service') ?? '')
  return page(loginTitle, '<div id="gauth-widget"></div>', cookies)
}

export function signInForm(world: World, call: Call): Answer {
  const known = sessionOf(world, call)
  const { session, cookies } = known ? { session: known, cookies: undefined } : openSession(world, '')
  const form = `<form action="/sso/signin" id="login-form" method="post">\n${csrfField(session)}\n<input name="username"><input type="password" name="password"><input type="hidden" name="embed" value="true">\n</form>`
  return page(loginTitle, form, cookies)
}

/** `POST /sso/signin`. */
export function logInByForm(world: World, call: Call): Answer {
  const form = parseForm(call)
  const account = accountByEmail(world, form.get('username') ?? '')
  const fault = account?.faults.strike('login', { on: 'sso', url: call.path }, atPassword)?.kind
  const session = sessionOf(world, call, form.get('_csrf'))
  if (!session || session.csrf !== form.get('_csrf')) return cloudflare(403)
  if (isThrottled(world, `widget/${account?.email}`))
    return html('<!DOCTYPE html><html><head><title>Too Many Requests</title></head><body></body></html>', 429)
  if (fault === 'captcha') return page(loginTitle, '<div class="g-recaptcha"></div>')

  call.entry.credential = 'judged'
  if (!account || account.password !== form.get('password') || fault === 'wrong_password')
    return page(
      loginTitle,
      `<div class="error">Invalid sign in. (Passwords are case sensitive.)</div>\n<form>${csrfField(session)}</form>`,
    )
  if (fault === 'locked') return page(loginTitle, '<script>\nvar status="locked";\n</script>')
  if (fault === 'update_phone') return page('Update Phone Number', '<p>Update phone number</p>')
  if (fault === 'child_account') return page(loginTitle, '<div class="error">Unable to sign in</div>')
  session.service = call.query.get('service') ?? session.service
  if (!account.mfa) return success(world, session, account)
  // The code is sent only when the page asks for it.
  challenge(world, session, account, false)
  return mfaPage(session, account)
}

const mfaPage = (session: SsoSession, account: Account): Answer =>
  page(
    'GARMIN &gt; MFA',
    `<script type="text/javascript">
var customerGuid = "${account.guid}";
var mfaMethod = "${account.mfa}";
var locale = "en";
var clientId = "GarminConnect";
var codeSentTo = "${maskedEmail(account.email)}";
</script>
<form action="/sso/verifyMFA/loginEnterMfaCode" method="post">${csrfField(session)}<input name="mfa-code"></form>`,
  )

/** `POST /sso/verifyMFA/mfaCode`: please send it (again). */
export function sendCodeForForm(world: World, call: Call): Answer {
  const guid = parseJson(call)?.['customerGuid']
  const open = [...world.sessions.values()].find((session) => session.challenge?.account.guid === guid)?.challenge
  if (!open) return empty(400)
  const fault = open.account.faults.strike('login', { on: 'sso', url: call.path }, ['code_not_sent'])
  if (!fault) sendCode(world, open)
  return json({ status: 'SUCCESS' })
}

/** `POST /sso/verifyMFA/loginEnterMfaCode`. */
export function verifyCodeByForm(world: World, call: Call): Answer {
  const form = parseForm(call)
  const session = sessionOf(world, call, form.get('_csrf'))
  const account = session?.challenge?.account ?? null
  const fault = account?.faults.strike('login', { on: 'sso', url: call.path }, ['mfa_session_expired'])
  if (session && fault) session.challenge = null
  const totp = account ? totpCodes(account.totpSecret, world.clock.nowMs()) : []
  switch (judgeCode(world, session, form.get('mfa-code') ?? '', totp)) {
    case 'over':
      return page(loginTitle, '<div class="error">Your session has expired.</div>')
    case 'wrong':
      return mfaPage(session!, account!)
    case 'right':
      return success(world, session!, account!)
  }
}

function success(world: World, session: SsoSession, account: Account): Answer {
  session.challenge = null
  const ticket = issueTicket(world, { account, service: session.service, via: 'widget' })
  const url = `https://sso.garmin.com/sso/embed?ticket=${ticket}`
  return page(
    'Success',
    `<script type="text/javascript">\nvar redirectAfterAccountLoginUrl = "";\nvar response_url = "${url}";\n</script>\n<a href="${url}">continue</a>`,
  )
}
