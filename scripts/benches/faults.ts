import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createDeps } from '@rc/services/create-deps'
import { addFile } from '@rc/services/ingest/add-file'
import { openImport } from '@rc/services/ingest/manage-imports'
import { sampleFit, sampleTcx, sampleZip } from '@rc/services/ingest/sample-files'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { compareInventories, takeInventory, type Inventory } from '../measure/inventory.ts'
import { waitUntil } from '../process-id.ts'
import { startEphemeralStores, type EphemeralStores } from '../stores/ephemeral-stores.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'
import { importJobs, waitForJobs } from '../trial/wait-for-jobs.ts'

export interface Chaos {
  files: number
  /** How often the worker is killed with SIGKILL while it imports. */
  kills: number
}

/** ./scripts/bench faults [--files N] [--kills N]: an import under fire ends with the very rows of one in peace. */
export async function run(args: string[]): Promise<void> {
  const options = { files: { type: 'string', default: '200' }, kills: { type: 'string', default: '6' } } as const
  const { values } = parseArgs({ args, options })
  const differences = await surviveFaults({ files: Number(values.files), kills: Number(values.kills) })
  for (const line of differences.slice(0, 20)) console.log(line)
  console.log(differences.length === 0 ? 'the rows are the same' : `${differences.length} differences`)
  if (differences.length > 0) process.exitCode = 1
}

/**
 * What differs between an import that was left alone and the same one under fire, on stores of its own: Valkey is emptied
 * twice and killed, Postgres restarted and killed. Nothing is lost, nothing is there twice.
 */
export async function surviveFaults(chaos: Chaos): Promise<string[]> {
  const stores = await startEphemeralStores()
  process.env['RC_TEST_DATABASE_URL'] = stores.databaseUrl
  process.env['RC_TEST_REDIS_URL'] = stores.redisUrl
  try {
    const files = makeFiles(chaos.files)
    const calm = await importAll(files, async () => {})
    const fired = await importAll(files, (trial, sql) => attack(trial, sql, stores, chaos))
    const differences = compareInventories(calm, fired)
    const rowsOf = (inventory: Inventory) => [...inventory.values()].reduce((sum, times) => sum + times, 0)
    console.log(
      `${chaos.kills} workers killed, Valkey emptied twice and killed once, Postgres restarted once and killed once`,
    )
    console.log(
      `${files.length} files: ${rowsOf(calm)} rows expected, ${rowsOf(fired)} found, ${differences.length} differ`,
    )
    return differences
  } finally {
    await stores.stop()
  }
}

/** Runs, some of them twice in another format, some in an archive, one file twice, and some that nobody can read. */
function makeFiles(count: number): { name: string; bytes: Uint8Array }[] {
  const startOf = (i: number) => Date.UTC(2026, 0, 1, 6) / 1000 + i * 86_400
  const fit = (i: number) => ({
    name: `run${i}.fit`,
    bytes: sampleFit({ startS: startOf(i), seconds: 600 + ((i * 37) % 900) }),
  })
  const tcx = (i: number) => ({
    name: `run${i}.tcx`,
    bytes: sampleTcx({ startS: startOf(i), seconds: 600 + ((i * 37) % 900) }),
  })
  const numbers = Array.from({ length: count }, (_, i) => i)
  const bad = [1, 2, 3, 4].map((i) => ({ name: `bad${i}.fit`, bytes: Buffer.from(`<html>${i}</html>`) }))
  const zipped = numbers.filter((i) => i % 5 === 0)
  const zip = { name: 'export.zip', bytes: sampleZip([...zipped.map(fit), bad[0]!]) }
  return [
    zip,
    ...numbers.filter((i) => i % 5 !== 0).map(fit),
    ...numbers.filter((i) => i % 7 === 0).map(tcx),
    { ...fit(1), name: 'again.fit' },
    ...bad.slice(1),
  ]
}

async function importAll(
  files: { name: string; bytes: Uint8Array }[],
  meanwhile: (trial: Trial, sql: postgres.Sql) => Promise<void>,
): Promise<Inventory> {
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  const api = createDeps({ service: 'faults', config: trial.config, role: 'rc_app', maxConnections: 2 })
  try {
    const [user] =
      await sql`insert into users (login, display_name, password_hash) values ('runner', 'r', '-') returning id`
    const userId = user!['id'] as number
    for (const [kind, bpm] of [
      ['lthr_bpm', 165],
      ['hr_rest_bpm', 50],
      ['hr_max_bpm', 190],
    ] as const)
      await sql`insert into athlete_thresholds (user_id, kind, value, valid_from) values (${userId}, ${kind}, ${bpm}, '2000-01-01')`
    await trial.start('scheduler')
    const { id } = await openImport(api, userId, { source: 'upload', name: 'faults' })
    const upload = async () => {
      for (const { name, bytes } of files)
        await insist(() => addFile(api, userId, id, { name, bytes: oneChunk(bytes) }))
    }
    await Promise.all([upload(), meanwhile(trial, sql)])
    await trial.start('worker')
    await insist(() => waitForJobs(sql))
    return await takeInventory(sql)
  } finally {
    await api.close()
    await sql.end()
    await trial.stop()
  }
}

/** Kills one worker after the other in the middle of its work; in between, Valkey forgets everything and the database goes away. */
async function attack(
  trial: Trial,
  sql: postgres.Sql,
  stores: EphemeralStores,
  { files, kills }: Chaos,
): Promise<void> {
  const redis = new Redis(trial.config.redisUrl())
  // It is killed too.
  redis.on('error', () => {})
  const count = async (condition: postgres.PendingQuery<postgres.Row[]>): Promise<number> =>
    (await sql`select from sync_jobs where kind like ${importJobs} and ${condition}`.catch(() => [])).length
  const ended = () => count(sql`state in ('done', 'failed')`)
  for (let kill = 1; kill <= kills; kill++) {
    const worker = await trial.start('worker')
    const goal = (await ended()) + Math.floor(files / (kills + 2))
    await waitUntil(async () => (await ended()) >= goal, 20_000)
    if (kill % 3 === 2) await redis.flushall()
    if (kill === 3) await stores.restartPostgres()
    if (kill === 4) await stores.crashPostgres()
    if (kill === 5) await stores.crashValkey()
    // A worker that is killed idle proves nothing.
    await waitUntil(
      async () => (await count(sql`state = 'running' and leased_until > now() + interval '15 s'`)) > 0,
      5_000,
    )
    process.kill(worker.process.pid, 'SIGKILL')
    await worker.exited
    console.log(
      `killed ${kill} times, ${await ended()} jobs have ended, ${await count(sql`state = 'running'`)} were cut off`,
    )
  }
  redis.disconnect()
}

/** As a browser does: what fails for a moment is sent again. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 60) throw error
      await setTimeout(500)
    }
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
