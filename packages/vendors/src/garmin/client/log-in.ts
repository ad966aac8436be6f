import type { LoginFailure } from '@rc/domain'
import { z } from 'zod'
import { cookieHeader, keepCookies, type Cookies } from './cookies.ts'
import { isWall, jsonOf, retryAfterS, send, textOf, type Answer, type Outside } from './http.ts'

/** What has to be known when the athlete comes back with a code. It is as secret as a password. */
export type LoginFlow =
  | { way: 'mobile'; cookies: Cookies; method: string }
  | { way: 'widget'; cookies: Cookies; csrf: string; query: string }

export type LoginStep =
  | { kind: 'ticket'; ticket: string; serviceUrl: string }
  | { kind: 'code'; method: string; target: string | null; flow: LoginFlow }
  /** Nothing more is sent until the athlete presses again. */
  | { kind: 'failed'; failure: LoginFailure; retryAfterS: number | null }

export interface LoginDeps {
  outside: Outside
  ssoUrl: string
  /** Called before a password or a code leaves: notes it, so that nobody ever sends it again. */
  beforePost: () => Promise<void>
}

const SERVICE = 'https://mobile.integration.garmin.com/gcm/android'
const mobileQuery = new URLSearchParams({ clientId: 'GCM_ANDROID_DARK', locale: 'en-US', service: SERVICE }).toString()
const browser = {
  'user-agent':
    'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36',
  'accept-language': 'en-US,en;q=0.9',
}

const failed = (failure: LoginFailure, waitS: number | null = null): LoginStep => ({
  kind: 'failed',
  failure,
  retryAfterS: waitS,
})

/**
 * One attempt: the way of the mobile app, and only if that was refused before anybody looked at the password, the way of
 * the widget.
 */
export async function logIn(deps: LoginDeps, credentials: { email: string; password: string }): Promise<LoginStep> {
  return (await logInAsApp(deps, credentials)) ?? logInByWidget(deps, credentials)
}

/** Null when the wall turned us away before the password was judged. */
async function logInAsApp(
  { outside, ssoUrl, beforePost }: LoginDeps,
  { email, password }: { email: string; password: string },
): Promise<LoginStep | null> {
  const page = await send(outside, { url: `${ssoUrl}/mobile/sso/en/sign-in?${mobileQuery}`, headers: browser })
  if (page.status === 429) return rateLimited(outside, page)
  if (isWall(page) || page.status >= 400) return null
  const cookies = keepCookies({}, page.headers)
  await beforePost()
  const answer = await send(outside, {
    method: 'POST',
    url: `${ssoUrl}/mobile/api/login?${mobileQuery}`,
    headers: { ...browser, ...cookieHeader(cookies), 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ username: email, password, rememberMe: false, captchaToken: '' }),
  })
  if (answer.status === 429) return rateLimited(outside, answer)
  if (isWall(answer)) return null
  return readMobile(outside, answer, (method, target) => ({
    kind: 'code',
    method,
    target,
    flow: { way: 'mobile', cookies: keepCookies(cookies, answer.headers), method },
  }))
}

const mobileReply = z.looseObject({
  serviceTicketId: z.string().nullish(),
  serviceURL: z.string().nullish(),
  responseStatus: z.looseObject({ type: z.string() }).nullish(),
  customerMfaInfo: z
    .looseObject({
      mfaLastMethodUsed: z.string().nullish(),
      email: z.string().nullish(),
      phoneNumber: z.string().nullish(),
    })
    .nullish(),
  error: z.looseObject({ 'status-code': z.union([z.string(), z.number()]).nullish() }).nullish(),
})

function readMobile(
  outside: Outside,
  answer: Answer,
  needCode: (method: string, target: string | null) => LoginStep,
): LoginStep {
  const parsed = mobileReply.safeParse(jsonOf(answer))
  if (!parsed.success) return failed(answer.status >= 500 ? 'vendor_unavailable' : 'unexpected')
  const { responseStatus, serviceTicketId, serviceURL, customerMfaInfo, error } = parsed.data
  // QUIRK(garmin): a refusal may come as 200 with the status inside.
  const hidden = String(error?.['status-code'] ?? '')
  if (hidden === '429') return rateLimited(outside, answer)
  if (hidden === '427') return failed('not_allowed')
  switch (responseStatus?.type ?? '') {
    case 'SUCCESSFUL':
      return serviceTicketId
        ? { kind: 'ticket', ticket: serviceTicketId, serviceUrl: serviceURL ?? SERVICE }
        : failed('unexpected')
    case 'MFA_REQUIRED': {
      const method = customerMfaInfo?.mfaLastMethodUsed ?? 'email'
      const target = /phone|sms/i.test(method)
        ? customerMfaInfo?.phoneNumber
        : /mail/i.test(method)
          ? customerMfaInfo?.email
          : null
      return needCode(method, target ?? null)
    }
    case 'INVALID_USERNAME_PASSWORD':
      return failed('wrong_password')
    case 'CAPTCHA_REQUIRED':
      return failed('captcha')
    case 'MFA_CODE_INVALID':
      return failed('wrong_code')
    case 'SESSION_EXPIRED':
      return failed('expired')
    case 'ACCOUNT_LOCKED':
      return failed('account_locked')
    case 'UNABLE_TO_SIGN_IN':
      return failed('not_allowed')
    default:
      return failed('unexpected')
  }
}

const rateLimited = (outside: Outside, answer: Answer): LoginStep =>
  failed('rate_limited', retryAfterS(answer.headers, outside.nowMs()))

/** A person needs a moment to type. */
const TYPING_MS: [number, number] = [3_000, 8_000]

async function logInByWidget(
  { outside, ssoUrl, beforePost }: LoginDeps,
  { email, password }: { email: string; password: string },
): Promise<LoginStep> {
  const embed = `${ssoUrl}/sso/embed`
  const first = await send(outside, {
    url: `${embed}?${new URLSearchParams({ id: 'gauth-widget', embedWidget: 'true', gauthHost: `${ssoUrl}/sso`, service: embed }).toString()}`,
    headers: browser,
  })
  if (first.status === 429) return rateLimited(outside, first)
  if (isWall(first) || first.status >= 400) return failed('blocked', retryAfterS(first.headers, outside.nowMs()))
  const query = new URLSearchParams({
    id: 'gauth-widget',
    embedWidget: 'true',
    gauthHost: embed,
    service: embed,
    source: embed,
    redirectAfterAccountLoginUrl: embed,
    redirectAfterAccountCreationUrl: embed,
  }).toString()
  let cookies = keepCookies({}, first.headers)
  const form = await send(outside, {
    url: `${ssoUrl}/sso/signin?${query}`,
    headers: { ...browser, ...cookieHeader(cookies), referer: embed },
  })
  const csrf = csrfOf(form)
  if (form.status === 429) return rateLimited(outside, form)
  if (isWall(form) || csrf === null) return failed('blocked')
  cookies = keepCookies(cookies, form.headers)
  await outside.sleep(TYPING_MS[0] + Math.random() * (TYPING_MS[1] - TYPING_MS[0]))
  await beforePost()
  const answer = await send(outside, {
    method: 'POST',
    url: `${ssoUrl}/sso/signin?${query}`,
    headers: {
      ...browser,
      ...cookieHeader(cookies),
      'content-type': 'application/x-www-form-urlencoded',
      referer: `${ssoUrl}/sso/signin?${query}`,
    },
    body: new URLSearchParams({ username: email, password, embed: 'true', _csrf: csrf }).toString(),
  })
  cookies = keepCookies(cookies, answer.headers)
  const step = readWidget(outside, answer, embed)
  if (step) return step
  return askForCode(outside, ssoUrl, answer, { way: 'widget', cookies, csrf: csrfOf(answer) ?? csrf, query })
}

const csrfOf = (answer: Answer): string | null => /name="_csrf"\s+value="([^"]+)"/.exec(textOf(answer))?.[1] ?? null

/** What a page of the widget means; null when it asks for a code. */
function readWidget(outside: Outside, answer: Answer, embed: string): LoginStep | null {
  if (answer.status === 429) return rateLimited(outside, answer)
  if (isWall(answer)) return failed('blocked', retryAfterS(answer.headers, outside.nowMs()))
  const text = textOf(answer)
  const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1] ?? ''
  const ticket = /[?&]ticket=(ST-[^"'&\s]+)/.exec(text)?.[1]
  if (/success/i.test(title) && ticket) return { kind: 'ticket', ticket, serviceUrl: embed }
  if (/mfa/i.test(title)) return null
  if (/update phone number/i.test(title)) return failed('phone_update_needed')
  if (/var\s+status\s*=\s*"?locked/i.test(text)) return failed('account_locked')
  if (/recaptcha|captcha/i.test(text)) return failed('captcha')
  if (/invalid sign in|locked/i.test(text)) return failed('wrong_password')
  if (/unable to sign in/i.test(text)) return failed('not_allowed')
  if (/session has expired/i.test(text)) return failed('expired')
  return failed(answer.status >= 500 ? 'vendor_unavailable' : 'unexpected')
}

/** QUIRK(garmin): the widget sends its code only when the page asks for it. */
async function askForCode(outside: Outside, ssoUrl: string, page: Answer, flow: LoginFlow): Promise<LoginStep> {
  const said = (name: string) => new RegExp(`var ${name}\\s*=\\s*"([^"]*)"`).exec(textOf(page))?.[1]
  const method = said('mfaMethod') ?? 'email'
  const body = { customerGuid: said('customerGuid') ?? '', mfaMethod: method, locale: said('locale') ?? 'en' }
  await send(outside, {
    method: 'POST',
    url: `${ssoUrl}/sso/verifyMFA/mfaCode?${new URLSearchParams({ clientId: said('clientId') ?? 'GarminConnect' }).toString()}`,
    headers: { ...browser, ...cookieHeader(flow.cookies), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { kind: 'code', method, target: said('codeSentTo') ?? null, flow }
}

/** The athlete's code, sent once. */
export async function answerCode(
  { outside, ssoUrl, beforePost }: LoginDeps,
  flow: LoginFlow,
  code: string,
): Promise<LoginStep> {
  await beforePost()
  if (flow.way === 'mobile') {
    const answer = await send(outside, {
      method: 'POST',
      url: `${ssoUrl}/mobile/api/mfa/verifyCode?${mobileQuery}`,
      headers: {
        ...browser,
        ...cookieHeader(flow.cookies),
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify({
        mfaMethod: flow.method,
        mfaVerificationCode: code,
        rememberMyBrowser: false,
        reconsentList: [],
        mfaSetup: false,
      }),
    })
    if (answer.status === 429) return rateLimited(outside, answer)
    if (isWall(answer)) return failed('blocked')
    return readMobile(outside, answer, () => failed('unexpected'))
  }
  const answer = await send(outside, {
    method: 'POST',
    url: `${ssoUrl}/sso/verifyMFA/loginEnterMfaCode?${flow.query}`,
    headers: { ...browser, ...cookieHeader(flow.cookies), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      'mfa-code': code,
      embed: 'true',
      _csrf: flow.csrf,
      fromPage: 'setupEnterMfaCode',
    }).toString(),
  })
  return readWidget(outside, answer, `${ssoUrl}/sso/embed`) ?? failed('wrong_code')
}
