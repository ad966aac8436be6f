import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '@rc/config'
import { prepareSetUpCode } from '@rc/services/auth/setup-code'
import { createDeps } from '@rc/services/create-deps'
import { createEventHub } from '@rc/services/events/event-hub'
import { createTestDatabase, createTestRedis } from '@rc/testing'
import { createMasterKey, formatSealingKey } from '@rc/vault'
import postgres from 'postgres'
import { createApp } from './app.ts'

const PASSWORD = 'a long enough password'

/** The api with real stores of its own. `sql` is the owner of the schema, beyond all row security. */
export async function createTestApp(env: Record<string, string> = {}) {
  const [database, redis] = await Promise.all([createTestDatabase(), createTestRedis()])
  const dir = mkdtempSync(join(tmpdir(), 'rc-api-'))
  mkdirSync(join(dir, 'secrets'))
  for (const role of ['rc_app', 'rc_ingest']) writeFileSync(join(dir, 'secrets', `${role}_password`), 'test')
  writeFileSync(join(dir, 'secrets/totp_key'), randomBytes(32).toString('base64'))
  writeFileSync(join(dir, 'secrets/sealing_key'), await formatSealingKey(await createMasterKey()))
  mkdirSync(join(dir, 'web/_app/immutable'), { recursive: true })
  writeFileSync(join(dir, 'web/200.html'), '<!doctype html><title>page</title><script>start()</script>')
  writeFileSync(join(dir, 'web/_app/immutable/a.js'), 'export {}')
  const config = loadConfig({
    DATABASE_URL: database.adminUrl,
    REDIS_URL: redis.url,
    RC_DATA_DIR: dir,
    RC_LOG_LEVEL: 'silent',
    ...env,
  })
  const base = createDeps({ service: 'api-test', config, role: 'rc_app', maxConnections: 4 })
  const deps = { ...base, events: createEventHub(base, 200) }
  await prepareSetUpCode(deps)
  const app = createApp(deps, join(dir, 'web'))
  const sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })

  /** Calls the api like a browser on its own page; `json` becomes the body. */
  function call(method: string, path: string, { cookie, json, headers }: CallOptions = {}): Promise<Response> {
    return Promise.resolve(
      app.request(`http://nas.local:8080${path.startsWith('/api') ? '' : '/api/v1'}${path}`, {
        method,
        headers: {
          host: 'nas.local:8080',
          ...(method === 'GET' ? {} : { origin: 'http://nas.local:8080' }),
          ...(cookie === undefined ? {} : { cookie }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
      }),
    )
  }

  /** A signed-in browser. The first account comes about as it should, any other directly in the database. */
  async function signIn(login: string): Promise<{ userId: number; cookie: string }> {
    const [first] = await sql`select password_hash from users limit 1`
    if (!first) {
      const code = readFileSync(join(dir, 'setup-code'), 'utf8')
      const response = await call('POST', '/auth/setup', {
        json: { code, login, password: PASSWORD, displayName: login },
      })
      return { userId: ((await response.json()) as { id: number }).id, cookie: cookieOf(response) }
    }
    await sql`insert into users (login, display_name, password_hash)
      values (${login}, ${login}, ${first['password_hash'] as string}) on conflict do nothing`
    const response = await call('POST', '/auth/login', { json: { login, password: PASSWORD } })
    return { userId: ((await response.json()) as { id: number }).id, cookie: cookieOf(response) }
  }

  return {
    app,
    deps,
    dir,
    password: PASSWORD,
    sql,
    call,
    signIn,
    database,
    close: async () => {
      await deps.events.close()
      await base.close()
      await sql.end()
      await database.drop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export interface CallOptions {
  cookie?: string
  json?: unknown
  headers?: Record<string, string>
}

/** The session cookie of a sign-in, as the browser sends it back. */
export const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
