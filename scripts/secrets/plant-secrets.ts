import { TOTP } from 'otpauth'
import type { Outside } from './outside.ts'
import { plantSharedSecrets } from './plant-shared-secrets.ts'
import type { Planting } from './planting.ts'

/** Uses the appliance as people do who sign in, mistype and lose their way. */
export async function plantSecrets(planting: Planting, setUpCode: string, outside: Outside): Promise<void> {
  const { secrets, keep, made, call } = planting
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

  await plantSharedSecrets(planting, outside, cookie)

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
}

const valueOf = (cookie: string) => cookie.slice(cookie.indexOf('=') + 1)
