import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => void (api = await createTestApp({ RC_TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16' })))
afterAll(() => api.close())

const person = { login: 'Runner', password: 'a long enough password', displayName: '달리는 사람' }
const codeFile = () => join(api.dir, 'setup-code')

describe('first set-up', () => {
  test('an empty appliance says so and keeps a code only its owner can read', async () => {
    expect(await (await api.call('GET', '/auth/state')).json()).toEqual({ setUp: false, signedIn: false })
    expect(readFileSync(codeFile(), 'utf8')).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}\n$/)
    expect(statSync(codeFile()).mode & 0o777).toBe(0o600)
  })

  test('a wrong code creates nothing, and guessing is slowed down', async () => {
    for (let i = 0; i < 10; i++) {
      const response = await api.call('POST', '/auth/setup', { json: { ...person, code: 'AAAA-BBBB-CCCC-DDDD' } })
      expect(response.status).toBe(403)
    }
    const response = await api.call('POST', '/auth/setup', { json: { ...person, code: 'AAAA-BBBB-CCCC-DDDD' } })
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ code: 'too_many_tries', status: 429 })
    await new Promise((resolve) => setTimeout(resolve, 1100))
  })

  test('the right code, in any spelling, creates the first account once and is gone', async () => {
    const code = readFileSync(codeFile(), 'utf8').trim().toLowerCase().replaceAll('-', ' ')
    const response = await api.call('POST', '/auth/setup', { json: { ...person, code } })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      login: 'runner',
      locale: 'ko',
      timeZone: 'Asia/Seoul',
      profileCompleted: false,
    })
    expect(existsSync(codeFile())).toBe(false)
    const again = await api.call('POST', '/auth/setup', { json: { ...person, login: 'other', code } })
    expect(again.status).toBe(409)
    expect((await api.sql`select password_hash from users`)[0]?.['password_hash']).toMatch(
      /^\$argon2id\$v=19\$m=65536,t=2,p=1\$/,
    )
  })
})

describe('session', () => {
  test('log in, be known, log out, be unknown', async () => {
    const response = await api.call('POST', '/auth/login', { json: { login: ' RUNNER ', password: person.password } })
    expect(response.status).toBe(200)
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^rc_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^rc_device=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    const cookie = cookieOf(response)
    expect(await (await api.call('GET', '/me', { cookie })).json()).toMatchObject({ login: 'runner' })
    const token = cookie.split('=')[1] ?? ''
    const stored = await api.sql`select encode(token_sha256, 'hex') as hash, user_agent from login_sessions`
    expect(JSON.stringify(stored)).not.toContain(token)
    expect((await api.call('POST', '/auth/logout', { cookie })).status).toBe(204)
    expect((await api.call('GET', '/me', { cookie })).status).toBe(401)
  })

  test('every log-in has a token of its own; an old one is never taken over', async () => {
    const one = await api.signIn('runner')
    const response = await api.call('POST', '/auth/login', {
      cookie: one.cookie,
      json: { login: 'runner', password: person.password },
    })
    expect(cookieOf(response)).not.toBe(one.cookie)
  })

  test('ends after 14 idle days, and after 90 in any case', async () => {
    const { cookie } = await api.signIn('runner')
    const known = async () => (await api.call('GET', '/me', { cookie })).status
    await api.sql`update login_sessions set last_seen_at = now() - interval '1 hour'`
    expect(await known()).toBe(200)
    const idle =
      await api.sql`select max(expires_at) - now() as left, now() - max(last_seen_at) < interval '5 s' as seen from login_sessions`
    expect(idle[0]).toMatchObject({ seen: true })
    expect(String(idle[0]?.['left'])).toMatch(/^(13 days 23|14 days)/)
    await api.sql`update login_sessions set created_at = now() - interval '89 days 23 hours', last_seen_at = now() - interval '1 hour'`
    expect(await known()).toBe(200)
    const [oldest] = await api.sql`select min(expires_at) - now() < interval '61 minutes' as soon from login_sessions`
    expect(oldest).toEqual({ soon: true })
    await api.sql`update login_sessions set expires_at = now() - interval '1 s'`
    expect(await known()).toBe(401)
  })

  test('over https, also behind a trusted proxy, the cookie is bound to the host', async () => {
    const env = (remoteAddress: string, encrypted = false) => ({
      incoming: { socket: { remoteAddress, ...(encrypted && { encrypted }) } },
    })
    const login = (incoming: object, headers: Record<string, string> = {}) =>
      api.app.request(
        'http://nas.local/api/v1/auth/login',
        {
          method: 'POST',
          headers: { host: 'nas.local', 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ login: 'runner', password: person.password }),
        },
        incoming,
      )
    const secure = /^__Host-rc_session=[\w-]{43}; .*Path=\/; .*Secure/
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }
    expect((await login(env('192.168.0.5', true))).headers.get('set-cookie')).toMatch(secure)
    expect((await login(env('10.0.0.1'), proxied)).headers.get('set-cookie')).toMatch(secure)
    expect((await login(env('::ffff:10.1.2.3'), proxied)).headers.get('set-cookie')).toMatch(secure)
    const forged = await login(env('192.168.0.5'), proxied)
    expect(forged.headers.get('set-cookie')).toMatch(/^rc_session=/)
    expect(forged.headers.get('set-cookie')).not.toContain('Secure')
  })
})

describe('guessing', () => {
  test('a wrong password and an unknown login get the same answer, after the same work', async () => {
    await api.signIn('runner')
    const spent = async (login: string) => {
      const started = performance.now()
      const response = await api.call('POST', '/auth/login', { json: { login, password: 'wrong password' } })
      return { ms: performance.now() - started, body: await response.text(), status: response.status }
    }
    const [wrong, unknown] = [await spent('runner'), await spent('nobody')]
    expect(wrong.status).toBe(401)
    expect(unknown.body).toBe(wrong.body)
    expect(unknown.ms).toBeGreaterThan(wrong.ms / 3)
  })
})
