import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let cookie: string
beforeAll(async () => {
  api = await createTestApp()
  cookie = (await api.signIn('owner')).cookie
})
afterAll(() => api.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  Promise.resolve(api.app.request(`http://nas.local${path}`, { headers: { host: 'nas.local', ...headers } }))

describe('pages', () => {
  test('every path without a file is the page, with a policy that names its script', async () => {
    const hash = createHash('sha256').update('start()').digest('base64')
    for (const path of ['/', '/activities/7', '/login']) {
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-security-policy')).toContain(`script-src 'self' 'sha256-${hash}';`)
    }
  })

  test('no inline script, foreign frame or sniffing anywhere', async () => {
    for (const path of ['/', '/healthz', '/api/v1/me', '/api/docs', '/nothing.js']) {
      const { headers } = await get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain(`default-src 'self'`)
      expect(policy).toContain(`frame-ancestors 'none'`)
      expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
    }
  })

  test('built files are kept for good and known again', async () => {
    const response = await get('/_app/immutable/a.js')
    expect(response.headers.get('cache-control')).toContain('immutable')
    const again = await get('/_app/immutable/a.js', { 'if-none-match': response.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  test.each([
    '/secrets/rc_app_password',
    '/../setup-code',
    '/%2e%2e/secrets/rc_app_password',
    '/_app/../../secrets/rc_app_password',
    '/_app/x.js',
  ])('%s leads nowhere', async (path) => {
    const text = await (await get(path)).text()
    expect(text).not.toContain('test')
  })
})

describe('health', () => {
  test('lives, and is ready with its stores', async () => {
    expect(await (await get('/healthz')).text()).toBe('ok')
    const response = await get('/readyz')
    expect(await response.json()).toEqual({ ready: true, checks: { database: 'ok', queue: 'ok', disk: 'ok' } })
    expect(response.status).toBe(200)
  })

  test('is not ready on another schema', async () => {
    await api.sql`insert into schema_migrations (name, sha256) values ('9999_later.sql', 'x')`
    const response = await get('/readyz')
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ ready: false, checks: { database: 'schema_differs' } })
    await api.sql`delete from schema_migrations where name = '9999_later.sql'`
  })

  test('figures go to this machine and to who is signed in', async () => {
    const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
      api.app.request(
        'http://nas.local/metrics',
        { headers: { host: 'nas.local', ...headers } },
        { incoming: { socket: { remoteAddress } } },
      )
    expect((await from('192.168.0.9')).status).toBe(401)
    expect((await from('127.0.0.1', { 'x-forwarded-for': '192.168.0.9' })).status).toBe(401)
    expect((await from('192.168.0.9', { cookie })).status).toBe(200)
    const text = await (await from('127.0.0.1')).text()
    for (const name of [
      'rc_http_request_seconds_count',
      'rc_disk_free_bytes',
      'rc_auth_failures_total',
      'nodejs_eventloop_lag',
    ]) {
      expect(text).toContain(name)
    }
  })
})

describe('bodies', () => {
  const patch = (json: unknown, headers: Record<string, string> = {}) =>
    api.call('PATCH', '/me', { cookie, json, headers })

  test('more than 256 kB of JSON is refused, announced or not', async () => {
    const large = { displayName: 'x'.repeat(300_000) }
    const response = await patch(large)
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({
      code: 'invalid_input',
      title: 'body too large',
      status: 413,
      reasons: ['too_large'],
    })
    const stream = new Blob([JSON.stringify(large)]).stream()
    const chunked = await api.app.request('http://nas.local/api/v1/me', {
      method: 'PATCH',
      headers: { host: 'nas.local', origin: 'http://nas.local', cookie, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).toBe(413)
  })

  test.each([
    ['{"displayName": ', 'the body is not JSON'],
    ['{"displayName": ""}', 'body is wrong'],
    ['{"displayName": "a\\u0000b"}', 'body is wrong'],
    ['{"timeZone": "Mars/Olympus"}', 'body is wrong'],
    ['[]', 'body is wrong'],
  ])('%s is a problem', async (body, title) => {
    const response = await patch(body)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'invalid_input', status: 400, title })
  })

  test('a form is no JSON', async () => {
    expect((await patch('displayName=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400)
  })

  test('an empty body is an empty object', async () => {
    expect((await patch('')).status).toBe(200)
  })

  test('a long answer is compressed for who can read it', async () => {
    const path = '/api/v1/trends?weeks=200'
    const plain = await get(path, { cookie })
    const packed = await get(path, { cookie, 'accept-encoding': 'br, gzip' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(await plain.text())
    expect((await get(path, { cookie, 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding')).toBeNull()
  })
})

test('what does not exist is a problem, not a page', async () => {
  for (const path of ['/api/v1/nothing', '/api/nothing', '/nothing.js']) {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not_found' })
  }
})

test('the database may go and come back: 503 with a time to wait, then as before', async () => {
  const other = await createTestApp()
  const session = await other.signIn('owner')
  const name = new URL(other.database.adminUrl).pathname.slice(1)
  await api.sql.unsafe(`alter database ${name} allow_connections false`)
  await api.sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${name}`
  const gone = await other.call('GET', '/dashboard/summary', { cookie: session.cookie })
  expect(gone.status).toBe(503)
  expect(Number(gone.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await gone.json()).toEqual({ code: 'unavailable', title: 'a store is away or full', status: 503 })
  await api.sql.unsafe(`alter database ${name} allow_connections true`)
  expect((await other.call('GET', '/dashboard/summary', { cookie: session.cookie })).status).toBe(200)
  await other.close()
})
