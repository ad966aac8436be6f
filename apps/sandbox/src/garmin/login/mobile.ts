import type { Account } from '../account.ts'
import { faultKinds } from '../faults/fault.ts'
import { challenge as cloudflare } from '../faults/wire-faults.ts'
import { html, json, type Answer } from '../http/answer.ts'
import { parseJson, type Call } from '../http/call.ts'
import { accountByEmail, newSecret, type World } from '../world.ts'
import { challenge, judgeCode, openSession, sessionOf, type SsoSession } from './session.ts'
import { isThrottled } from './throttle.ts'
import { issueTicket, type Ticket } from './ticket.ts'
import { totpCodes } from './totp.ts'

type Way = 'mobile' | 'portal'
const clientIds: Record<Way, string[]> = {
  mobile: ['GCM_IOS_DARK', 'GCM_ANDROID_DARK'],
  portal: ['GarminConnect'],
}

/** The faults that show when the password comes; the others wait for the code. */
const atPassword = faultKinds.login.filter((kind) => kind !== 'mfa_session_expired')

const nothing = {
  serviceURL: null,
  serviceTicketId: null,
  responseReason: null,
  customerMfaInfo: null,
  consentTypeList: null,
  captchaAlreadyPassed: false,
  samlResponse: null,
  authType: null,
}
const refusal = (type: string, status = 200, message = ''): Answer =>
  json({ ...nothing, responseStatus: { type, message, httpStatus: status === 401 ? 'UNAUTHORIZED' : 'OK' } }, status)

/** The page before the login: it sets the cookies. */
export function signInPage(world: World, call: Call): Answer {
  const { cookies } = openSession(world, call.query.get('service') ?? '')
  return html(
    '<!DOCTYPE html><html lang="en"><head><title>Garmin SSO Portal</title></head><body><div id="root"></div></body></html>',
    200,
    { 'set-cookie': cookies },
  )
}

/** `POST /mobile/api/login` and its twin of the web page. */
export function logInByJson(world: World, call: Call, via: Way): Answer {
  const body = parseJson(call)
  const clientId = call.query.get('clientId') ?? ''
  const account = typeof body?.['username'] === 'string' ? accountByEmail(world, body['username']) : null
  const fault = account?.faults.strike('login', { on: 'sso', url: call.path }, atPassword)?.kind
  const session = sessionOf(world, call)
  if (!session || !clientIds[via].includes(clientId)) return cloudflare(403)
  if (fault === 'status_429_in_200') return json({ error: { 'status-code': '429', message: 'Too Many Requests' } })
  if (isThrottled(world, `${via}/${clientId}/${account?.email}`))
    return json({ error: { 'status-code': '429', message: 'Too Many Requests' } }, 429)
  if (fault === 'captcha') return refusal('CAPTCHA_REQUIRED')
  if (fault === 'status_427' || (via === 'portal' && account?.mfa)) return json({ error: { 'status-code': '427' } })

  call.entry.credential = 'judged'
  if (!account || account.password !== body?.['password'] || fault === 'wrong_password')
    return refusal('INVALID_USERNAME_PASSWORD', 401, 'generalLoginInvalidUsernameOrPassword')
  if (fault === 'locked') return refusal('ACCOUNT_LOCKED')
  if (fault === 'child_account') return refusal('UNABLE_TO_SIGN_IN')
  session.service = call.query.get('service') ?? ''
  if (!account.mfa) return success(world, session, account, via)
  challenge(world, session, account, fault !== 'code_not_sent')
  return json({
    ...nothing,
    responseStatus: { type: 'MFA_REQUIRED', message: '', httpStatus: 'OK' },
    customerMfaInfo: {
      email: maskedEmail(account.email),
      phoneNumber: account.mfa === 'phone' ? '*********45' : null,
      mfaLastMethodUsed: account.mfa,
      defaultMfaMethod: null,
      mfaUISetting: { allowPhoneOption: true, allowAddEmailAddress: false, chooseDifferentWayShown: false },
    },
    consentTypeList: [],
  })
}

/** `POST …/api/mfa/verifyCode`. */
export function verifyCodeByJson(world: World, call: Call, via: Way): Answer {
  const session = sessionOf(world, call)
  const account = session?.challenge?.account ?? null
  const fault = account?.faults.strike('login', { on: 'sso', url: call.path }, ['mfa_session_expired'])
  if (session && fault) session.challenge = null
  const given = parseJson(call)?.['mfaVerificationCode']
  const code = typeof given === 'string' ? given : ''
  const totp = account ? totpCodes(account.totpSecret, world.clock.nowMs()) : []
  switch (judgeCode(world, session, code, totp)) {
    case 'over':
      return refusal('SESSION_EXPIRED')
    case 'wrong':
      return refusal('MFA_CODE_INVALID')
    case 'right':
      return success(world, session!, account!, via)
  }
}

function success(world: World, session: SsoSession, account: Account, via: Ticket['via']): Answer {
  session.challenge = null
  const serviceTicketId = issueTicket(world, { account, service: session.service, via })
  return json(
    {
      ...nothing,
      serviceURL: session.service,
      serviceTicketId,
      responseStatus: { type: 'SUCCESSFUL', message: '', httpStatus: 'OK' },
      authType: 'CAS',
    },
    200,
    {
      'set-cookie': [
        `CASTGC=${newSecret(world, 'TGT-')}; Path=/; Secure; HttpOnly`,
        `GARMIN-SSO-CUST-GUID=${account.guid}; Path=/`,
      ],
    },
  )
}

/** `athlete@example.test` → `a*****e@example.test`. */
export const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*(.)@/, '$1*****$2@')
