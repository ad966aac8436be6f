import { randomBytes } from 'node:crypto'
import { TOTP } from 'otpauth'

export interface Planted {
  /** What must be found nowhere, by what it is. */
  secrets: Map<string, string>
  /** Every answer that was no success. */
  refusals: string[]
}

/** Uses the appliance as people do who sign in, mistype and lose their way; remembers every secret that comes by. */
export async function plantSecrets(baseUrl: string, setUpCode: string): Promise<Planted> {
  const secrets = new Map<string, string>()
  const refusals: string[] = []
  const keep = (name: string, value: string) => (secrets.set(name, value), value)
  const made = (name: string) => keep(name, `${name.replaceAll(' ', '-')}-${randomBytes(9).toString('base64url')}`)
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { origin: baseUrl, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) refusals.push(`${response.status} ${text} ${JSON.stringify([...response.headers])}`)
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, never>) : {}
    return { json, cookies: response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '') }
  }

  keep('setup code', setUpCode)
  const password = made('password')
  const person = { login: 'runner', password, displayName: 'Runner', timeZone: 'Asia/Seoul' }
  await call('POST', '/auth/setup', { ...person, code: made('wrong setup code') })
  await call('POST', '/auth/setup', { ...person, code: setUpCode, timeZone: password })
  await call('POST', '/auth/setup', { ...person, code: setUpCode })
  await call('POST', '/auth/setup', { ...person, code: setUpCode })

  await call('POST', '/auth/login', { login: 'runner', password: made('wrong password') })
  await call('POST', '/auth/login', { login: made('password in the field of the login'), password: '' })
  await call('POST', '/auth/login', `{"login": "runner", "password": "${password}`)
  await call('POST', '/auth/login', { login: 'runner', password: [password] })
  const { cookies } = await call('POST', '/auth/login', { login: 'runner', password })
  for (const [i, cookie] of cookies.entries()) keep(i === 0 ? 'session token' : 'mark of the browser', valueOf(cookie))
  const cookie = { cookie: cookies.join('; ') }

  const { json: token } = await call('POST', '/me/tokens', { name: 'watch', scopes: ['read'], password }, cookie)
  const bearer = { authorization: `Bearer ${keep('API token', token['token']!)}` }
  await call('GET', '/me', undefined, bearer)
  await call('POST', '/imports', { name: 'x' }, bearer)
  await call('GET', '/me', undefined, { authorization: `Bearer rc_pat_${made('wrong API token')}` })
  await call('GET', '/activities?limit=none', undefined, cookie)
  await call('POST', '/me/tokens', { name: 'watch', scopes: ['read'], password: made('wrong confirmation') }, cookie)
  await call('PUT', '/me/password', { current: password, password: 'password12' }, cookie)

  const { json: twoStep } = await call('POST', '/me/two-step', { password }, cookie)
  const totp = new TOTP({ secret: keep('TOTP secret', twoStep['secret']!) })
  await call('POST', '/me/two-step/confirm', { code: 'wrong' }, cookie)
  const { json: confirmed } = await call('POST', '/me/two-step/confirm', { code: totp.generate() }, cookie)
  for (const [i, code] of (confirmed['recoveryCodes'] as unknown as string[]).entries())
    keep(`recovery code ${i}`, code)
  await call('POST', '/auth/login', { login: 'runner', password })
  await call('POST', '/auth/login', { login: 'runner', password, code: secrets.get('recovery code 0') })
  const { json: invitation } = await call('POST', '/me/invitations', undefined, cookie)
  await call('POST', '/auth/accept-invitation', { ...person, code: keep('invitation', invitation['code']!) })
  await call('GET', '/nowhere', undefined, { ...cookie, ...bearer })
  return { secrets, refusals }
}

const valueOf = (cookie: string) => cookie.slice(cookie.indexOf('=') + 1)
