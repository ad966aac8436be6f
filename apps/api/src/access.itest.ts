import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let userId: number
let cookie: string
const startMs = Date.now()
let offsetMs = 0
beforeAll(async () => {
  api = await createTestApp()
  api.deps.now = () => new Date(startMs + offsetMs)
  ;({ userId, cookie } = await api.signIn('owner'))
})
afterAll(() => api.close())

const NEW_PASSWORD = 'tulip ladder ocean nine'
const logIn = (json: object, headers: Record<string, string> = {}) =>
  api.call('POST', '/auth/login', { json: { login: 'owner', ...json }, headers })
const statusOf = async (with_: string) => (await api.call('GET', '/me', { cookie: with_ })).status
const answer = async <T>(response: Response | Promise<Response>, status: number): Promise<T> => {
  const text = await (await response).clone().text()
  expect((await response).status, text).toBe(status)
  return JSON.parse(text || 'null') as T
}

describe('sessions', () => {
  interface Sessions {
    sessions: { id: number; userAgent: string; current: boolean }[]
  }
  const list = (with_: string) => answer<Sessions>(api.call('GET', '/me/sessions', { cookie: with_ }), 200)

  test('are listed without their keys, and one can be ended', async () => {
    const phone = cookieOf(await logIn({ password: api.password }, { 'user-agent': 'Phone/1' }))
    const { sessions } = await list(cookie)
    expect(sessions.map((each) => [each.userAgent, each.current])).toEqual([
      ['Phone/1', false],
      ['', true],
    ])
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(['createdAt', 'current', 'id', 'lastSeenAt', 'userAgent'])
    const path = `/me/sessions/${sessions[0]?.id}`
    await answer(api.call('DELETE', path, { cookie }), 204)
    expect([await statusOf(phone), await statusOf(cookie)]).toEqual([401, 200])
    await answer(api.call('DELETE', path, { cookie }), 404)
  })

  test('all others end at once', async () => {
    const others = [
      cookieOf(await logIn({ password: api.password })),
      cookieOf(await logIn({ password: api.password })),
    ]
    await answer(api.call('DELETE', '/me/sessions', { cookie }), 204)
    expect(await Promise.all([...others, cookie].map(statusOf))).toEqual([401, 401, 200])
    expect((await list(cookie)).sessions).toHaveLength(1)
  })
})

describe('password', () => {
  const change = (json: object) => api.call('PUT', '/me/password', { cookie, json })

  test('a change needs the present one and a good new one, and ends the other sessions', async () => {
    const other = cookieOf(await logIn({ password: api.password }))
    expect(await answer(change({ current: 'wrong', password: NEW_PASSWORD }), 403)).toMatchObject({
      code: 'forbidden',
      reasons: ['wrong_password'],
    })
    const weak = await answer(change({ current: api.password, password: 'Password2024!' }), 400)
    expect(weak).toMatchObject({ code: 'invalid_input', reasons: ['weak_password'] })
    await answer(change({ current: api.password, password: 'short' }), 400)
    expect(await statusOf(other)).toBe(200)
    await answer(change({ current: api.password, password: NEW_PASSWORD }), 204)
    expect([await statusOf(other), await statusOf(cookie)]).toEqual([401, 200])
    await answer(logIn({ password: api.password }), 401)
    await answer(logIn({ password: NEW_PASSWORD }), 200)
  })

  test('the present one cannot be guessed from inside', async () => {
    const statuses = []
    for (let i = 0; i < 7; i++) statuses.push((await change({ current: `no ${i}`, password: NEW_PASSWORD })).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429])
    await api.sql`delete from login_tries`
  })
})

describe('two steps', () => {
  let secret: string
  let recoveryCodes: string[]
  const codeAt = (ms = 0) => new TOTP({ secret }).generate({ timestamp: startMs + offsetMs + ms })
  const post = (path: string, json: object) => api.call('POST', path, { cookie, json })

  test('are off, and begin with the password', async () => {
    expect(await answer(api.call('GET', '/me/two-step', { cookie }), 200)).toEqual({ on: false, recoveryCodesLeft: 0 })
    await answer(post('/me/two-step', { password: 'wrong' }), 403)
    const begun = await answer<{ secret: string; uri: string }>(post('/me/two-step', { password: NEW_PASSWORD }), 201)
    secret = begun.secret
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/RunningCoach:owner\?issuer=RunningCoach&secret=[A-Z2-7]{32}&/)
    const [row] = await api.sql`select secret_sealed from two_step`
    expect(Buffer.from(row?.['secret_sealed'] as Uint8Array).toString('latin1')).not.toContain(secret)
  })

  test('count only once a first code has come back', async () => {
    await answer(logIn({ password: NEW_PASSWORD }), 200)
    await answer(post('/me/two-step/confirm', { code: '000000' }), 403)
    ;({ recoveryCodes } = await answer<{ recoveryCodes: string[] }>(
      post('/me/two-step/confirm', { code: codeAt() }),
      200,
    ))
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(await answer(api.call('GET', '/me/two-step', { cookie }), 200)).toEqual({ on: true, recoveryCodesLeft: 10 })
    await answer(post('/me/two-step', { password: NEW_PASSWORD }), 409)
    await answer(post('/me/two-step/confirm', { code: codeAt() }), 409)
    expect(JSON.stringify(await api.sql`select * from recovery_codes`)).not.toContain(recoveryCodes[0])
  })

  test('ask for a code after the right password only', async () => {
    expect(await answer(logIn({ password: NEW_PASSWORD }), 401)).toMatchObject({ reasons: ['code_required'] })
    expect(await answer(logIn({ password: 'wrong' }), 401)).not.toHaveProperty('reasons')
    expect(await answer(logIn({ password: 'wrong', code: codeAt(30_000) }), 401)).not.toHaveProperty('reasons')
    expect(await answer(logIn({ password: NEW_PASSWORD, code: '123' }), 401)).toMatchObject({ reasons: ['code_wrong'] })
  })

  test('take no code twice, nor an older one', async () => {
    expect(await answer(logIn({ password: NEW_PASSWORD, code: codeAt() }), 401)).toMatchObject({
      reasons: ['code_wrong'],
    })
    offsetMs += 60_000
    const code = codeAt()
    await answer(logIn({ password: NEW_PASSWORD, code }), 200)
    await answer(logIn({ password: NEW_PASSWORD, code }), 401)
    await answer(logIn({ password: NEW_PASSWORD, code: codeAt(-30_000) }), 401)
    offsetMs += 60_000
    const both = await Promise.all([codeAt(), codeAt()].map((same) => logIn({ password: NEW_PASSWORD, code: same })))
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 401]))
  })

  test('a recovery code opens once, also when the key is lost', async () => {
    const [first = '', second = ''] = recoveryCodes
    await answer(logIn({ password: NEW_PASSWORD, code: first.toLowerCase().replaceAll('-', ' ') }), 200)
    await answer(logIn({ password: NEW_PASSWORD, code: first }), 401)
    const { config } = api.deps
    api.deps.config = { ...config, secret: () => Buffer.alloc(32).toString('base64') }
    offsetMs += 60_000
    await answer(logIn({ password: NEW_PASSWORD, code: codeAt() }), 401)
    await answer(logIn({ password: NEW_PASSWORD, code: second }), 200)
    api.deps.config = config
    expect(await answer(api.call('GET', '/me/two-step', { cookie }), 200)).toEqual({ on: true, recoveryCodesLeft: 8 })
  })

  test('a secret moved to another athlete does not open', async () => {
    const other = await api.sql`insert into users (login, display_name, password_hash)
      select 'thief', 'thief', password_hash from users where id = ${userId} returning id`
    await api.sql`insert into two_step (user_id, secret_sealed, confirmed_at)
      select ${other[0]?.['id'] as number}, secret_sealed, now() from two_step where user_id = ${userId}`
    offsetMs += 60_000
    const refused = await answer(logIn({ login: 'thief', password: NEW_PASSWORD, code: codeAt() }), 401)
    expect(refused).toMatchObject({ reasons: ['code_wrong'] })
  })

  test('guessing the code is slowed down', async () => {
    await api.sql`delete from login_tries`
    const statuses = []
    for (let i = 0; i < 7; i++) statuses.push((await logIn({ password: NEW_PASSWORD, code: `00000${i}` })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    await api.sql`delete from login_tries`
  })

  test('end with the password', async () => {
    await answer(post('/me/two-step/end', { password: 'wrong' }), 403)
    await answer(post('/me/two-step/end', { password: NEW_PASSWORD }), 204)
    await answer(logIn({ password: NEW_PASSWORD }), 200)
    expect(await api.sql`select from recovery_codes where user_id = ${userId}`).toHaveLength(0)
  })
})

describe('invitations', () => {
  const person = { login: 'second', password: 'nine oceans ladder tulip', displayName: '둘째' }
  const accept = (json: object) => api.call('POST', '/auth/accept-invitation', { json: { ...person, ...json } })
  const inviteNow = () => answer<{ id: number; code: string }>(api.call('POST', '/me/invitations', { cookie }), 201)
  const check = (code: string) => answer(api.call('POST', '/auth/check-invitation', { json: { code } }), 200)
  let second: string

  test('let one more person in, once, with nothing shared', async () => {
    const { code } = await inviteNow()
    expect(JSON.stringify(await api.sql`select * from invitations`)).not.toContain(code)
    await answer(accept({ code: 'AAAA-BBBB-CCCC-DDDD' }), 403)
    expect(await check('AAAA-BBBB-CCCC-DDDD')).toEqual({ state: 'unknown' })
    expect(await check(code.toLowerCase())).toEqual({ state: 'open' })
    expect(await answer(accept({ code, login: 'OWNER' }), 409)).toMatchObject({ reasons: ['login_taken'] })
    const response = await accept({ code: code.toLowerCase() })
    expect(await answer(response, 201)).toMatchObject({ login: 'second', role: 'member', profileCompleted: false })
    second = cookieOf(response)
    expect(await answer(api.call('GET', '/me', { cookie: second }), 200)).toMatchObject({ login: 'second' })
    expect(await answer(api.call('GET', '/me', { cookie }), 200)).toMatchObject({ login: 'owner', role: 'owner' })
    await answer(accept({ code, login: 'third' }), 403)
    expect(await check(code)).toEqual({ state: 'accepted' })
  })

  test('a member invites nobody and sees no invitation', async () => {
    await answer(api.call('POST', '/me/invitations', { cookie: second }), 403)
    expect(await answer(api.call('GET', '/me/invitations', { cookie: second }), 200)).toEqual({ invitations: [] })
  })

  test('can be taken back, and run out after seven days', async () => {
    const [revoked, old] = [await inviteNow(), await inviteNow()]
    await answer(api.call('DELETE', `/me/invitations/${revoked.id}`, { cookie }), 204)
    await answer(accept({ code: revoked.code, login: 'third' }), 403)
    const [row] = await api.sql`select expires_at - created_at as life from invitations where id = ${old.id}`
    expect(String(row?.['life'])).toMatch(/^(6 days 23|7 days)/)
    await api.sql`update invitations set expires_at = now() where id = ${old.id}`
    await answer(accept({ code: old.code, login: 'third' }), 403)
    expect(await check(old.code)).toEqual({ state: 'expired' })
    const { invitations } = await answer<{ invitations: { id: number; acceptedAt: string | null }[] }>(
      api.call('GET', '/me/invitations', { cookie }),
      200,
    )
    expect(invitations.map(({ acceptedAt }) => acceptedAt !== null)).toEqual([false, true])
    await answer(api.call('DELETE', `/me/invitations/${invitations[1]?.id}`, { cookie }), 404)
  })

  test('a code is not guessed', async () => {
    await api.sql`delete from login_tries`
    const statuses = []
    for (let i = 0; i < 12; i++) statuses.push((await accept({ code: `AAAA-BBBB-CCCC-${i}`, login: 'third' })).status)
    expect(statuses.slice(9)).toEqual([403, 429, 429])
  })
})
