import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitUntil } from '../process-id.ts'
import { startTrial, type Trial } from './start-trial.ts'
import { waitForJobs } from './wait-for-jobs.ts'

// All ways of entrusting something to the appliance, with real processes that log all they can; then every place is searched
// in which a secret could have come to lie. Between them a worker dies with a rotated pair of tokens in its hands.

const runner = {
  email: 'runner@example.test',
  password: 'a password of the runner',
  seed: 5,
  years: 0.008,
  mfa: 'email' as const,
}
const wrongPassword = 'a password that is not right'
const login = { login: 'runner', password: randomBytes(12).toString('base64url') }

let garmin: RunningGarmin
let trial: Trial
let sql: postgres.Sql
let valkey: Redis
let cookie = ''
/** What the api has answered, and what was said to Valkey. */
const [answers, commands]: [string[], string[]] = [[], []]

beforeAll(async () => {
  garmin = await startGarmin({ accounts: [runner], limits: false, now: new Date().toISOString() })
  trial = await startTrial({
    settings: {
      ...garminHosts(garmin.url),
      RC_GARMIN_PACE_MS: '0',
      RC_GARMIN_PAUSE_S: '1',
      RC_GARMIN_PATIENCE_MS: '20000',
      RC_LOG_LEVEL: 'debug',
    },
  })
  sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  valkey = await new Redis(trial.config.redisUrl()).monitor()
  valkey.on('monitor', (_, words: string[]) => commands.push(words.join(' ')))
  await Promise.all([trial.start('api'), trial.start('scheduler'), trial.start('worker')])
}, 120_000)
afterAll(async () => {
  valkey.disconnect()
  await sql.end()
  await trial.stop()
  await garmin.close()
})

async function say<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${trial.baseUrl}/api/v1${path}`, {
    method,
    headers: { origin: trial.baseUrl, 'content-type': 'application/json', ...(cookie && { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  const text = await response.text()
  answers.push(text)
  return (text === '' ? null : JSON.parse(text)) as T
}

interface Door {
  state: string
  credentialKind: string | null
  lastError: { reason: string } | null
}
const door = async (at: 0 | 1): Promise<Door> =>
  (await say<{ connections: { doors: [Door, Door] }[] }>('GET', '/connections')).connections[0]!.doors[at]
const becomes = (at: 0 | 1, wanted: Partial<Door>) =>
  expect.poll(() => door(at), { timeout: 20_000 }).toMatchObject(wanted)

/** Presses "log in", with the code where one is asked for. */
async function press(password: string): Promise<string> {
  const { id } = await say<{ id: number }>('POST', '/connections/garmin/login', { email: runner.email, password })
  const reaches = async (states: string[]) => {
    let state = ''
    const isThere = async () =>
      states.includes((state = (await say<Door>('GET', `/connections/garmin/logins/${id}`)).state))
    if (!(await waitUntil(isThere, 20_000))) throw new Error(`The login is ${state}`)
    return state
  }
  if ((await reaches(['code_needed', 'done', 'failed'])) !== 'code_needed') return reaches(['done', 'failed'])
  await expectNoSecret()
  await say('POST', `/connections/garmin/logins/${id}/code`, { code: garmin.admin.mfaCode(runner) })
  return reaches(['done', 'failed'])
}

const secrets = (): string[] =>
  [...garmin.admin.secrets(), runner.password, wrongPassword].filter((word) => word.length > 7)

/** All of a table as text, bytes as they are. */
async function textOf(table: string): Promise<string> {
  const rows = await sql<Record<string, unknown>[]>`select * from ${sql(table)}`
  return rows
    .flatMap((row) => Object.values(row))
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : JSON.stringify(value)))
    .join('\n')
}

async function expectNoSecret(): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  const logs = join(trial.config.dataDir, 'logs')
  const places: [name: string, text: string][] = [
    ...(await Promise.all(tables.map(async ({ name }): Promise<[string, string]> => [name, await textOf(name)]))),
    ...readdirSync(logs).map((name): [string, string] => [`log ${name}`, readFileSync(join(logs, name), 'utf8')]),
    ['answers of the api', answers.join('\n')],
    ['what Valkey was told', commands.join('\n')],
  ]
  const found = places.flatMap(([name, text]) =>
    secrets().flatMap((word) =>
      [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64')].some((form) =>
        text.includes(form),
      )
        ? [`${word} in ${name}`]
        : [],
    ),
  )
  expect(found).toEqual([])
  expect(places.some(([name, text]) => name.startsWith('log worker') && text.includes('"level"'))).toBe(true)
}

test('what is entrusted by key, tokens and login is nowhere in clear', async () => {
  const code = readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim()
  await say('POST', '/auth/setup', { code, ...login, displayName: 'r', locale: 'ko', timeZone: 'Asia/Seoul' })
  const key = garmin.admin.personalKey(runner).value
  const { di, oauth1, oauth2, garthToken } = garmin.admin.tokens(runner)

  // Refused by the api itself: the answer quotes nothing of it.
  await say('PUT', '/connections/garmin/personal-key', { key: `${key} ${key}` })
  await say('PUT', '/connections/garmin/tokens', { tokens: `{"token": "${di.di_refresh_token}", ${key}` })
  await say('POST', '/connections/garmin/login', { email: 7, password: runner.password })

  await say('PUT', '/connections/garmin/personal-key', { key })
  await becomes(0, { state: 'active' })
  for (const [tokens, credentialKind] of [
    [garthToken, 'oauth1'],
    [`${JSON.stringify(oauth1)}\n${JSON.stringify(oauth2)}`, 'oauth1'],
    [JSON.stringify(di), 'di'],
  ] as const) {
    await say('PUT', '/connections/garmin/tokens', { tokens })
    await becomes(1, { state: 'active', credentialKind })
  }
  expect(await press(wrongPassword)).toBe('failed')
  expect(await press(runner.password)).toBe('done')
  await waitForJobs(sql, 'garmin.%', 60_000)

  // Garmin quotes a refused token in its answer.
  garmin.admin.expireBearers(runner)
  garmin.admin.fault({ ...runner, kind: 'invalid_grant' })
  await say('POST', '/sync/garmin/run')
  await becomes(1, { state: 'reauth_required', lastError: { reason: 'invalid_grant' } })
  garmin.admin.clearFaults()
  await expectNoSecret()
}, 120_000)

test('a worker that dies between the arrival of a new pair and its use leaves it to the next one', async () => {
  await say('PUT', '/connections/garmin/tokens', { tokens: JSON.stringify(garmin.admin.tokens(runner).di) })
  await becomes(1, { state: 'active' })
  await say('PATCH', '/connections/garmin/doors/personal', { enabled: false })
  await waitForJobs(sql, 'garmin.%', 60_000)
  await trial.stopApps()
  const [worker] = await Promise.all([trial.start('worker'), trial.start('api'), trial.start('scheduler')])
  garmin.admin.expireBearers(runner)
  garmin.admin.clearLog()
  // The call with the old token is refused, as nobody's; the first with the new one never ends.
  garmin.admin.fault({ ...runner, kind: 'hang' })
  await say('POST', '/sync/garmin/run')
  const calls = () => garmin.admin.log(runner).map(({ path }) => path)
  const isInUse = () =>
    calls().length > 0 && calls().findLastIndex((path) => path.endsWith('/oauth/token')) === calls().length - 2
  expect(await waitUntil(async () => isInUse(), 20_000)).toBe(true)
  process.kill(worker.process.pid, 'SIGKILL')
  await worker.exited
  garmin.admin.clearFaults()
  // As if the half minute had passed after which a silent worker is given up.
  await sql`update sync_jobs set leased_until = now() where state = 'running'`
  const before = calls().length
  await trial.start('worker')
  await waitForJobs(sql, 'garmin.%', 60_000)
  expect(await door(1)).toMatchObject({ state: 'active', lastError: null })
  expect(
    calls()
      .slice(before)
      .filter((path) => path.endsWith('/oauth/token')),
  ).toEqual([])
  await expectNoSecret()
}, 120_000)
