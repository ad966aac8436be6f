import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { demoAccounts } from '@rc/sandbox/garmin/demo-accounts'
import type { Fault } from '@rc/sandbox/garmin/faults/fault'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { setPersonalKey } from '@rc/services/connections/keep-credential'
import { answerLogin, getLogin, startLogin } from '@rc/services/connections/press-log-in'
import { createDeps } from '@rc/services/create-deps'
import type { Deps } from '@rc/services/deps'
import { refillGap, rerunFailures } from '@rc/services/sync/control-sync'
import { getSyncStatus } from '@rc/services/sync/get-sync-status'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { takeGarminInventory } from '../measure/garmin-inventory.ts'
import { compareInventories, type Inventory } from '../measure/inventory.ts'
import { isRunning, waitUntil } from '../process-id.ts'
import { startEphemeralStores, type EphemeralStores } from '../stores/ephemeral-stores.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'
import { importJobs, waitForJobs } from '../trial/wait-for-jobs.ts'

export interface Siege {
  years: number
  /** How often the worker is killed with SIGKILL while it fetches. */
  kills: number
}

/** ./scripts/bench garmin [--years N] [--kills N]: a backfill under fire ends with the very rows of one in peace. */
export async function run(args: string[]): Promise<void> {
  const options = { years: { type: 'string', default: '0.15' }, kills: { type: 'string', default: '10' } } as const
  const { values } = parseArgs({ args, options })
  const differences = await surviveGarmin({ years: Number(values.years), kills: Number(values.kills) })
  for (const line of differences.slice(0, 30)) console.log(line)
  console.log(differences.length === 0 ? 'the rows are the same' : `${differences.length} differences`)
  if (differences.length > 0) process.exitCode = 1
}

/**
 * What goes wrong for a while; after it, the vendor is as it was. Answers that are false and still sound, as days that are
 * said to be empty or files with a wrong sum at their end, are not among them: they are kept, as they should be.
 */
const faults: Fault[] = [
  { kind: 'status', value: 500 },
  { kind: 'status', value: 502 },
  { kind: 'status', value: 503 },
  { kind: 'status', value: 504 },
  { kind: 'rate_limited', value: 'none' },
  { kind: 'rate_limited', value: 'seconds' },
  { kind: 'rate_limited', value: 'date' },
  { kind: 'cloudflare_403' },
  { kind: 'cloudflare_200' },
  { kind: 'cloudflare_1015' },
  { kind: 'html_200' },
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'cut_body' },
  { kind: 'broken_gzip' },
  { kind: 'bearers_end' },
  { kind: 'zip_cut' },
  { kind: 'zip_empty' },
  { kind: 'zip_wrong_name' },
  { kind: 'file_403' },
  { kind: 'field_renamed', value: 'calendarDate', path: '/stats/stress/' },
]

/**
 * What differs between two athletes' backfill that was left alone and the same one under fire, on stores of its own: one by
 * a key, one by a login with a code. Adds a line for every password that was posted more often than somebody pressed.
 */
export async function surviveGarmin(siege: Siege): Promise<string[]> {
  const stores = await startEphemeralStores()
  process.env['RC_TEST_DATABASE_URL'] = stores.databaseUrl
  process.env['RC_TEST_REDIS_URL'] = stores.redisUrl
  // An hour ago for good: what there is of today does not grow between the two.
  const now = new Date(Date.now() - 3_600_000).toISOString()
  try {
    const calm = await fetchAll(siege, now, null)
    const fired = await fetchAll(siege, now, (scene) => attack(scene, stores, siege))
    console.log(`${calm.rows.size} different rows`)
    return [...compareInventories(calm.rows, fired.rows), ...calm.complaints, ...fired.complaints]
  } finally {
    await stores.stop()
  }
}

async function fetchAll(
  { years }: Siege,
  now: string,
  meanwhile: ((scene: Scene) => Promise<void>) | null,
): Promise<{ rows: Inventory; complaints: string[] }> {
  const { haneul, bada } = demoAccounts
  const garmin = await startGarmin({ now, accounts: [haneul, bada].map((account) => ({ ...account, years })) })
  const trial = await startTrial({
    settings: {
      ...garminHosts(garmin.url),
      RC_GARMIN_PACE_MS: '0',
      RC_GARMIN_PAUSE_S: '1',
      RC_GARMIN_PATIENCE_MS: '1500',
    },
  })
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  const api = createDeps({ service: 'bench', config: trial.config, role: 'rc_app', maxConnections: 2 })
  try {
    const [first, second] = await sql<{ id: number }[]>`
      insert into users (login, display_name, password_hash) values ('haneul', 'h', '-'), ('bada', 'b', '-') returning id`
    await trial.start('scheduler')
    await setPersonalKey(api, first!.id, 'garmin', { key: haneul.personalKey })
    const { id } = await startLogin(api, second!.id, 'garmin', { email: bada.email, password: bada.password })
    const worker = await trial.start('worker')
    const reached = async (state: string) =>
      waitUntil(async () => (await getLogin(api, second!.id, { vendor: 'garmin', id })).state === state, 60_000)
    if (!(await reached('code_needed'))) throw new Error('No code was asked for')
    await answerLogin(api, second!.id, { vendor: 'garmin', id }, { code: garmin.admin.mfaCode(bada)! })
    if (!(await reached('done'))) throw new Error('The login did not end')

    const users = [first!.id, second!.id]
    if (meanwhile) {
      await worker.stop()
      await meanwhile({ trial, garmin, sql, api, users })
      garmin.admin.clearFaults()
      await trial.start('worker')
    }
    for (let tries = 0; tries < 5; tries++) {
      // What is computed from the rows is not compared, and need not be waited for.
      await waitForJobs(sql, 'garmin.%')
      await waitForJobs(sql, importJobs)
      const failing = await Promise.all(users.map(async (user) => (await getSyncStatus(api, user, 'garmin')).failures))
      console.log(`failures: ${failing.join(' and ')}`)
      if (failing.every((count) => count === 0)) break
      // As the athlete does on the page: ask again.
      for (const user of users) await rerunFailures(api, user, 'garmin', undefined)
    }
    return { rows: await takeGarminInventory(sql), complaints: complaintsOf(garmin) }
  } finally {
    await api.close()
    await sql.end()
    await trial.stop()
    await garmin.close()
  }
}

function complaintsOf(garmin: RunningGarmin): string[] {
  const { haneul, bada } = demoAccounts
  const [byKey, byLogin] = [garmin.admin.logSummary(haneul), garmin.admin.logSummary(bada)]
  console.log(`requests: ${byKey.requests} by key, ${byLogin.requests} by login`)
  return [
    ...(byKey.credentialPosts > 0 ? ['a password was posted for the athlete with a key'] : []),
    ...(byLogin.credentialPosts !== 1 ? [`${byLogin.credentialPosts} passwords posted at one press`] : []),
    ...(byKey.keysOnDataPaths > 0 ? ['the key went to a data path'] : []),
    ...(byKey.zoneWrites > 0 ? ['zones were written'] : []),
    ...[byKey, byLogin]
      .filter(({ maxInFlight }) => maxInFlight > 1)
      .map(({ maxInFlight }) => `${maxInFlight} calls at once`),
  ]
}

interface Scene {
  trial: Trial
  garmin: RunningGarmin
  sql: postgres.Sql
  api: Deps
  users: number[]
}

/** Faults come and go while one worker after the other is killed; in between, Valkey forgets everything and the database goes away. */
async function attack(scene: Scene, stores: EphemeralStores, { kills }: Siege): Promise<void> {
  const { trial, garmin, sql } = scene
  const redis = new Redis(trial.config.redisUrl())
  const emails = Object.values(demoAccounts).map(({ email }) => email)
  for (let kill = 1; kill <= kills; kill++) {
    const worker = await trial.start('worker')
    const struck = faults.filter((_, i) => i % kills === kill - 1)
    await keepAsking(scene)
    for (const email of emails) for (const fault of struck) garmin.admin.fault({ email, ...fault, times: 2 })
    if (kill % 3 === 2) await redis.flushall()
    if (kill === Math.ceil(kills / 2)) await stores.restartPostgres()
    await setTimeout(2_000 + 3_000 * Math.random())
    // A lost database may have been quicker.
    if (isRunning(worker.process)) process.kill(worker.process.pid, 'SIGKILL')
    await worker.exited
    garmin.admin.clearFaults()
    // As if the half minute had passed after which a silent worker is given up, and the rest that Garmin asked for.
    await sql`update sync_jobs set leased_until = now() where state = 'running'`
    await sql`update connections set paused_until = now() where paused_until > now()`
    await sql`update sync_jobs set run_after = now() where kind = 'garmin.account.sync' and run_after between now() and now() + interval '1 min'`
    console.log(
      `killed ${kill} times, ${garmin.admin.log().length} requests; ${struck.map(({ kind }) => kind).join(' ')}`,
    )
  }
  redis.disconnect()
}

/** Until some questions have been asked; where everything is here already, it is asked for again. */
async function keepAsking({ garmin, sql, api, users }: Scene): Promise<void> {
  const before = garmin.admin.log().length
  const isEnough = () => garmin.admin.log().length > before + 20
  const isIdle = async () =>
    (await sql`select from sync_jobs where kind like 'garmin.%' and state in ('queued', 'running') limit 1`).length ===
    0
  if (!(await waitUntil(async () => isEnough() || (await isIdle()), 90_000))) throw new Error('Nobody asks any more')
  if (isEnough()) return
  for (const user of users) {
    const { historyFrom, datasets } = await getSyncStatus(api, user, 'garmin')
    const to = new Date().toISOString().slice(0, 10)
    for (const { dataset, door, kind } of datasets)
      if (historyFrom && door && kind === 'days')
        await refillGap(api, user, 'garmin', { dataset, from: historyFrom, to })
  }
}
