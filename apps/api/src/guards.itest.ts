import { routes } from '@rc/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let owner: Awaited<ReturnType<typeof api.signIn>>
let other: typeof owner
beforeAll(async () => {
  api = await createTestApp()
  owner = await api.signIn('owner')
  other = await api.signIn('other')
})
afterAll(() => api.close())

const all = Object.entries(routes).map(([name, route]) => ({ name, ...route, method: route.method.toUpperCase() }))
const guarded = all.filter((route) => route.access !== 'public')
const unsafe = all.filter((route) => route.method !== 'GET')
const withId = guarded.filter((route) => route.path.includes('{id}'))
const pathOf = (path: string, id: number | string = 1) =>
  path
    .replace('{id}', String(id))
    .replace('{editId}', '1')
    .replace('{vendor}', 'garmin')
    .replace('{door}', 'personal')
    .replace('{format}', 'json')
    .replace('{grain}/{key}/{metricId}', 'day/2020-05-05/load')

test('the contract is not empty', () => {
  expect(all.length).toBeGreaterThan(30)
  expect(all.filter((route) => route.access === 'public').map((route) => route.name)).toEqual([
    'getAuthState',
    'setUp',
    'checkInvitation',
    'acceptInvitation',
    'logIn',
    'readCalendarFeed',
  ])
})

test('nothing answers but the contract and what is public on purpose', () => {
  const onPurpose = ['/api/v1/openapi.json', '/api/docs', '/api/docs/:file', '/healthz', '/readyz', '/metrics', '/*']
  const answering = api.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  const contracted = all.map(({ method, path }) => `${method} /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)
  expect(new Set(answering)).toEqual(new Set([...contracted, ...onPurpose.map((path) => `GET ${path}`)]))
})

describe('without a session', () => {
  test.each(guarded)('$method $path is 401', async ({ method, path }) => {
    const response = await api.call(method, pathOf(path), method === 'GET' ? {} : { json: {} })
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toEqual({ code: 'unauthenticated', title: 'not signed in', status: 401 })
  })

  test.each(['x'.repeat(43), '', '..', 'a; rc_session=b'])('a made-up token %j is no session', async (token) => {
    expect((await api.call('GET', '/me', { cookie: `rc_session=${token}` })).status).toBe(401)
  })

  test('the cookie of the encrypted line does not count on an open one', async () => {
    const cookie = owner.cookie.replace('rc_session', '__Host-rc_session')
    expect((await api.call('GET', '/me', { cookie })).status).toBe(401)
  })
})

describe('from another site', () => {
  test.each(unsafe)('$method $path is 403, signed in or not', async ({ method, path }) => {
    for (const cookie of [owner.cookie, undefined]) {
      const response = await api.call(method, pathOf(path), {
        ...(cookie === undefined ? {} : { cookie }),
        json: {},
        headers: { 'sec-fetch-site': 'cross-site', origin: 'http://nas.local:8080' },
      })
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ code: 'forbidden', reasons: ['cross_site'] })
    }
  })
})

describe('where a request comes from', () => {
  const host = 'nas.local:8080'
  const ok = [
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { origin: `http://${host}` },
    { origin: `https://${host}` },
    { origin: 'http://NAS.local:8080' },
    { host: '192.168.0.7:8080', origin: 'http://192.168.0.7:8080' },
    { host: '[fd00::7]:8080', origin: 'http://[fd00::7]:8080' },
    { host: 'nas.local', origin: 'https://nas.local' },
  ]
  const refused = [
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site', origin: `http://${host}` },
    { origin: 'null' },
    { origin: 'http://evil.example' },
    { origin: 'http://nas.local' },
    { origin: 'http://nas.local:8080.evil.example' },
    { origin: `ftp://${host}` },
    { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
    { 'content-type': 'text/plain', origin: 'http://evil.example' },
    { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://evil.example' },
    // A cookie, but none of what every browser sends.
    {},
  ]
  const change = (headers: Record<string, string>) =>
    api.app.request('http://ignored/api/v1/me', {
      method: 'PATCH',
      headers: { host, cookie: owner.cookie, 'content-type': 'application/json', ...headers },
      body: '{}',
    })
  test.each(ok)('%j is its own page', async (headers) => {
    expect((await change(headers as unknown as Record<string, string>)).status).toBe(200)
  })
  test.each(refused)('%j is refused', async (headers) => {
    expect((await change(headers as unknown as Record<string, string>)).status).toBe(403)
  })
  test('a program without a cookie gets as far as the sign-in', async () => {
    const response = await api.app.request('http://ignored/api/v1/me', {
      method: 'PATCH',
      body: '{}',
      headers: { host },
    })
    expect(response.status).toBe(401)
  })
  test('a forwarded host counts from a trusted proxy', async () => {
    const proxied = await createTestApp({ RC_TRUSTED_PROXIES: '10.0.0.1' })
    const { cookie } = await proxied.signIn('owner')
    const headers = {
      host: 'inside:8080',
      cookie: cookie.replace('rc_session', '__Host-rc_session'),
      origin: 'https://run.example',
      'x-forwarded-host': 'run.example',
      'x-forwarded-proto': 'https',
      'content-type': 'application/json',
    }
    const from = (remoteAddress: string) =>
      proxied.app.request(
        'http://ignored/api/v1/me',
        { method: 'PATCH', headers, body: '{}' },
        { incoming: { socket: { remoteAddress } } },
      )
    expect((await from('10.0.0.1')).status).toBe(200)
    expect((await from('10.0.0.2')).status).toBe(403)
    await proxied.close()
  })
})

describe('as another athlete', () => {
  let ids: Record<string, number | string>
  const bodies: Record<string, unknown> = {
    updateActivity: { name: 'mine now' },
    editActivity: { op: 'sport', sport: 'hike' },
    addImportFile: 'bytes',
    answerLogin: { code: '123456' },
    approvePlan: { hash: '0'.repeat(64) },
    undoPlan: { baseHash: '0'.repeat(64), toVersion: 1 },
    repairPlan: { baseHash: '0'.repeat(64) },
    pushPlan: { hash: '0'.repeat(64) },
    putAiMemo: { limits: [], preferences: [], injuries: [], decisions: [] },
    changePlan: { baseHash: '0'.repeat(64), operations: [{ op: 'skip', key: 'planted' }] },
  }
  const queries: Record<string, string> = { addImportFile: '?name=a.fit', getGuidelineSearch: '?locale=ko' }
  beforeAll(async () => (ids = await plantRows(api.sql, owner.userId)))

  test.each(withId)('$method $path is 404', async ({ name, method, path }) => {
    const body = bodies[name]
    const url = pathOf(path, ids[path.replace('/me/', '/').split('/')[1] ?? '']) + (queries[name] ?? '')
    expect(url).not.toContain('undefined')
    const response = await api.call(method, url, {
      cookie: other.cookie,
      ...(body === undefined ? {} : { json: body }),
      ...(body === 'bytes' ? { headers: { 'content-type': 'application/octet-stream' } } : {}),
    })
    expect(response.status, await response.clone().text()).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not_found' })
  })

  test('the first one sees what was planted', async () => {
    expect(await (await api.call('GET', '/activities', { cookie: owner.cookie })).text()).toContain('planted')
  })

  const lists = guarded.filter(
    (route) => route.method === 'GET' && !/\{id\}|\{z\}/.test(route.path) && route.name !== 'getEvents',
  )
  test.each(lists)('$path shows nothing of the first one', async ({ path }) => {
    const query =
      '?from=2020-01-01&to=2020-12-31&date=2020-05-05&ids=load,ctl&undated=0&family=run&of=hr&locale=ko&question=planted'
    const range = path === '/calendar' ? '?from=2020-05-01&to=2020-05-31' : query
    const [, theirs] = await Promise.all(
      [owner, other].map(async ({ cookie, userId }) => {
        const response = await api.call('GET', pathOf(path) + range, { cookie })
        const hasNone = path.startsWith('/explain/') && userId === other.userId
        expect(response.status).toBe(hasNone ? 404 : 200)
        return response.text()
      }),
    )
    expect(theirs).not.toContain('planted')
    expect(theirs).not.toContain('4242')
  })
})

/** One row of everything that has an address, with recognisable content. */
async function plantRows(sql: typeof api.sql, userId: number): Promise<Record<string, number | string>> {
  const one = async (rows: Promise<readonly { id?: number }[]>) => Number((await rows)[0]?.id)
  const imports = await one(
    sql`insert into import_batches (user_id, source, name) values (${userId}, 'upload', 'planted') returning id`,
  )
  const rawFile = await one(
    sql`insert into garmin_raw_files (user_id, sha256, bytes, name, import_batch_id)
      values (${userId}, ${'ab'.repeat(32)}, 4242, 'planted.fit', ${imports}) returning id`,
  )
  const activity = await one(
    sql`insert into activities (user_id, raw_file_id, source, sport, name, started_at, ended_at, local_date, timer_s, distance_m, reader_version)
      values (${userId}, ${rawFile}, 'fit', 'run', 'planted', '2020-05-05T06:00:00Z', '2020-05-05T07:00:00Z', '2020-05-05', 4242, 4242, 1) returning id`,
  )
  await sql`insert into activity_metrics (user_id, activity_id, metric_id, version, value, unit, method, confidence, inputs_hash)
    values (${userId}, ${activity}, 'load', 1, 4242, 'au', 'planted', 'high', '')`
  await sql`insert into fitness_metrics_daily (user_id, local_date, metric_id, version, value, unit, method, confidence)
    values (${userId}, '2020-05-05', 'load', 1, 4242, 'au', 'planted', 'high')`
  await sql`insert into sleep (user_id, raw_file_id, wake_date, asleep_s, vendor) values (${userId}, ${rawFile}, '2020-05-05', 4242, 'planted')`
  await sql`insert into hr_records (user_id, raw_file_id, seq, time, bpm) values (${userId}, ${rawFile}, 0, '2020-05-05T03:00:00Z', 4242)`
  const thresholds = await one(
    sql`insert into athlete_thresholds (user_id, kind, value, valid_from) values (${userId}, 'ftp_w', 4242, '2020-05-05') returning id`,
  )
  const job = await one(
    sql`insert into sync_jobs (user_id, kind, dedupe_key, state) values (${userId}, 'own.raw.reparse', 'planted', 'failed') returning id`,
  )
  const tokens = await one(
    sql`insert into api_tokens (user_id, name, token_sha256, scopes, expires_at)
      values (${userId}, 'planted', ${Buffer.alloc(32, 1)}, '{read}', now() + interval '1 day') returning id`,
  )
  const invitations = await one(
    sql`insert into invitations (user_id, code_sha256, expires_at)
      values (${userId}, ${Buffer.alloc(32, 1)}, now() + interval '1 day') returning id`,
  )
  const sessions = await one(
    sql`insert into login_sessions (user_id, token_sha256, user_agent, expires_at)
      values (${userId}, ${Buffer.alloc(32, 1)}, 'planted', now() + interval '1 day') returning id`,
  )
  const connections = await one(
    sql`insert into pending_logins (user_id, vendor, code_target, expires_at)
      values (${userId}, 'garmin', 'planted', now() + interval '1 hour') returning id`,
  )
  await sql`insert into connections (user_id, vendor, door, credential_kind, credential_sealed, account_name)
    values (${userId}, 'garmin', 'personal', 'personal_key', ${Buffer.alloc(32, 1)}, 'planted')`
  await sql`insert into sync_failures (user_id, vendor, dataset, subject, door, error_code)
    values (${userId}, 'garmin', 'sleep', 'planted', 'personal', 'internal')`
  await sql`insert into sync_days (user_id, vendor, dataset, local_date, state, door, items)
    values (${userId}, 'garmin', 'sleep', '2020-05-05', 'have', 'personal', 4242)`
  const plans = '00000000-0000-4000-8000-000000004242'
  await sql`insert into plans (user_id, plan_id, title, goal, state, starts_on, ends_on, version, approved_version)
    values (${userId}, ${plans}, 'planted', 'half', 'approved', '2020-05-04', '2020-05-10', 1, 1)`
  await sql`insert into workouts (user_id, plan_id, key, sport, type, title, purpose, steps, duration_s, distance_m, load)
    values (${userId}, ${plans}, 'planted', 'run', 'easy', 'planted', '', '[]', 4242, 4242, 42)`
  await sql`insert into workout_schedule (user_id, plan_id, key, local_date, place)
    values (${userId}, ${plans}, 'planted', '2020-05-05', 0)`
  const guidelines = '00000000-0000-4000-8000-000000004243'
  await sql`insert into guideline_documents (user_id, document_id, title, kind, bytes, sha256, state, text)
    values (${userId}, ${guidelines}, 'planted', 'text', 4242, 'planted', 'ready', 'planted')`
  await sql`insert into guideline_chunks (user_id, document_id, place, title, text, embedding)
    values (${userId}, ${guidelines}, 0, 'planted', 'planted', array_fill(0.1::real, array[1024])::halfvec)`
  await sql`insert into guideline_searches (user_id, search_id, question, state) values (${userId}, ${guidelines}, 'planted', 'done')`
  return {
    imports,
    connections,
    plans,
    guidelines,
    activities: activity,
    thresholds,
    'sync-jobs': job,
    tokens,
    invitations,
    sessions,
  }
}
