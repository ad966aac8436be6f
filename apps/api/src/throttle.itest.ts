import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
const startMs = Date.now()
let offsetMs = 0
beforeAll(async () => {
  api = await createTestApp({ RC_TRUSTED_PROXIES: '10.0.0.1' })
  api.deps.now = () => new Date(startMs + offsetMs)
  await api.signIn('runner')
})
afterAll(() => api.close())
afterEach(async () => void (await api.sql`delete from login_tries`))

interface Try {
  address?: string
  login?: string
  password?: string
  cookie?: string
}

const tryFrom = async ({ address = '203.0.113.1', login = 'runner', password = 'wrong', cookie }: Try = {}) => {
  const response = await api.app.request(
    'http://nas.local/api/v1/auth/login',
    {
      method: 'POST',
      headers: {
        host: 'nas.local',
        origin: 'http://nas.local',
        'content-type': 'application/json',
        'x-forwarded-for': `1.2.3.4, ${address}`,
        ...(cookie === undefined ? {} : { cookie }),
      },
      body: JSON.stringify({ login, password }),
    },
    { incoming: { socket: { remoteAddress: '10.0.0.1' } } },
  )
  return { status: response.status, cookies: response.headers.getSetCookie(), body: await response.json() }
}
const statusesOf = async (times: number, attempt: Try) => {
  const statuses = []
  for (let i = 0; i < times; i++) statuses.push((await tryFrom(attempt)).status)
  return statuses
}
const password = 'a long enough password'

test('one address is slowed down, another one gets in', async () => {
  expect(await statusesOf(7, {})).toEqual([401, 401, 401, 401, 401, 429, 429])
  expect((await tryFrom({ password })).status).toBe(429)
  expect((await tryFrom({ password, address: '203.0.113.2' })).status).toBe(200)
})

test('a login nobody has is slowed down just the same', async () => {
  expect(await statusesOf(7, { login: 'nobody' })).toEqual([401, 401, 401, 401, 401, 429, 429])
})

test('a browser that was in before gets in from anywhere, its own tries counted for themselves', async () => {
  const first = await tryFrom({ password, address: '203.0.113.7' })
  const device = first.cookies[1]?.split(';')[0] ?? ''
  for (let i = 0; i < 30; i++) await tryFrom({ address: `198.51.100.${i}` })
  expect((await tryFrom({ password, address: '203.0.113.9' })).status).toBe(429)
  expect((await tryFrom({ password, address: '198.51.100.1', cookie: device })).status).toBe(200)
  expect(await statusesOf(6, { cookie: device })).toEqual([401, 401, 401, 401, 401, 429])
  // A mark of one account opens nothing at another's.
  expect(await statusesOf(6, { cookie: device, login: 'nobody', address: '203.0.113.11' })).toEqual([
    401, 401, 401, 401, 401, 429,
  ])
})

test('the addresses of one IPv6 network are one', async () => {
  const statuses = []
  for (let i = 1; i <= 7; i++) statuses.push((await tryFrom({ address: `2001:db8:7:1::${i}` })).status)
  expect(statuses.slice(4)).toEqual([401, 429, 429])
  expect((await tryFrom({ address: '2001:db8:7:2::1' })).status).toBe(401)
})

test('a thousand guesses from a thousand addresses in an hour: at most 60 are looked at', async () => {
  let looked = 0
  for (let i = 0; i < 1000; i++) {
    offsetMs += 3600
    if ((await tryFrom({ address: `198.18.${i >> 8}.${i & 255}` })).status === 401) looked++
  }
  expect(looked).toBeGreaterThan(20)
  expect(looked).toBeLessThanOrEqual(60)
})

test('many at once do not slip through', async () => {
  const statuses = (await Promise.all(Array.from({ length: 20 }, () => tryFrom()))).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
})

test('forty who know the password get in at once', async () => {
  const statuses = (await Promise.all(Array.from({ length: 40 }, () => tryFrom({ password })))).map((r) => r.status)
  expect(new Set(statuses)).toEqual(new Set([200]))
})

test('the wait survives a restart: it is in the database, without names', async () => {
  await statusesOf(6, {})
  const rows = await api.sql`select key, failures from login_tries`
  expect(rows.length).toBe(3)
  expect(JSON.stringify(rows)).not.toMatch(/runner|203/)
})
