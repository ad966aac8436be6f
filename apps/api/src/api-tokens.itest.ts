import { routes, scopeOf, scopes, type Scope } from '@rc/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let cookie: string
const tokens = {} as Record<Scope, string>
beforeAll(async () => {
  api = await createTestApp()
  ;({ cookie } = await api.signIn('owner'))
  for (const scope of scopes) tokens[scope] = (await create([scope])).token
})
afterAll(() => api.close())

interface NewToken {
  id: number
  token: string
}
async function create(of: Scope[], days = 90): Promise<NewToken> {
  const json = { name: 'a program', scopes: of, days, password: api.password }
  const response = await api.call('POST', '/me/tokens', { cookie, json })
  expect(response.status).toBe(201)
  return (await response.json()) as NewToken
}

/** A program sends no Origin and no cookie. */
const callAs = (token: string, method: string, path: string, headers: Record<string, string> = {}) =>
  Promise.resolve(
    api.app.request(`http://nas.local/api/v1${path}`, {
      method,
      headers: { host: 'nas.local', authorization: `Bearer ${token}`, ...headers },
      ...(method === 'GET' ? {} : { body: '{}' }),
    }),
  )

const guarded = Object.entries(routes)
  .filter(([, { access }]) => access !== 'public')
  .map(([name, { method, path, scope }]) => ({
    name,
    method: method.toUpperCase(),
    path: path.replace('{id}', '7').replace('{vendor}', 'garmin').replace('{door}', 'personal'),
    scope: scopeOf({ method, ...(scope && { scope }) }),
  }))

test('no token reaches the account itself, approves a plan or says where notices go', () => {
  const nameOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`
  const account =
    /^(DELETE \/me$|(POST|PUT|PATCH|DELETE) \/connections|POST \/plans\/7\/(approve|archive|push)|POST \/plans\/7\/workouts\/.*restore|POST \/adjustments|\w+ \/calendar-feed|\w+ \/ai\/(settings|chat|preview|agree|embeddings)|(PUT|DELETE) \/ai\/prices|(POST|PUT|DELETE) \/ai\/(conversations|messages)|POST \/guidelines\/searches|\w+ \/(auth|events|notifications|me\/(export|sessions|password|two-step|tokens|invitations)))/
  const closed = guarded.filter(({ scope }) => scope === 'session').map(nameOf)
  expect(closed).toEqual(guarded.map(nameOf).filter((name) => account.test(name)))
  expect(closed.length).toBeGreaterThan(14)
})

describe.each(guarded)('$method $path', ({ method, path, scope }) => {
  test.each(scopes)(`is for ${scope}, asked with a token for %s`, async (held) => {
    const response = await callAs(tokens[held], method, path, { 'content-type': 'application/json' })
    const { reasons } = (await response.json().catch(() => ({}))) as { reasons?: string[] }
    const refused = response.status === 403 && reasons?.includes('scope')
    expect(refused ? 'refused' : response.status).toSatisfy(
      (seen) => (held === scope ? [200, 201, 202, 204, 400, 404].includes(Number(seen)) : seen === 'refused'),
      `${held === scope ? 'passes' : '403 with the reason scope'}`,
    )
  })
})

test('is shown once, stored as a hash, found in code by its prefix', async () => {
  const { id, token } = await create(['read'])
  expect(token).toMatch(/^rc_pat_[\w-]{43}$/)
  expect((await callAs(token, 'GET', '/me')).status).toBe(200)
  const list = await (await api.call('GET', '/me/tokens', { cookie })).text()
  expect(list).not.toContain(token)
  expect(JSON.parse(list).tokens[0]).toMatchObject({
    id,
    name: 'a program',
    scopes: ['read'],
    lastUsedAt: expect.any(String),
  })
  expect(JSON.stringify(await api.sql`select * from api_tokens`)).not.toContain(token.slice(7))
})

test('a token that is revoked, expired, unknown or mangled opens nothing, even beside a cookie', async () => {
  const [revoked, expired] = [await create(['read']), await create(['read'], 1)]
  expect((await api.call('DELETE', `/me/tokens/${revoked.id}`, { cookie })).status).toBe(204)
  await api.sql`update api_tokens set expires_at = now() where id = ${expired.id}`
  for (const token of [revoked.token, expired.token, 'rc_pat_unknown', tokens.read.slice(7), `${tokens.read}x`]) {
    expect((await callAs(token, 'GET', '/me')).status).toBe(401)
    expect((await callAs(token, 'GET', '/me', { cookie })).status).toBe(401)
  }
})

test('making one needs the password', async () => {
  const json = { name: 'x', scopes: ['read'], password: 'wrong' }
  expect((await api.call('POST', '/me/tokens', { cookie, json })).status).toBe(403)
})

test('the figures of the appliance are not for programs', async () => {
  const response = await api.app.request('http://nas.local/metrics', {
    headers: { authorization: `Bearer ${tokens.read}` },
  })
  expect(response.status).toBe(401)
})
