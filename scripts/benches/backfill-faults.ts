import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { localDateOf } from '@rc/domain'
import { demoDays, demoTimeZone } from '@rc/sandbox/demo/demo-athlete'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { waitUntil } from '../process-id.ts'
import { settle } from '../measure/settle.ts'
import { startEphemeralStores, type EphemeralStores } from '../stores/ephemeral-stores.ts'
import { haneul, startEmulatedGarmin, type EmulatedGarmin } from '../trial/emulated-garmin.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'

export interface Chaos {
  years: string
  /** How often the worker is killed with SIGKILL while it fetches. */
  kills: number
}

/** What is switched on for a while, one after the other, while the history comes in. */
const troubles: { kind: string; times?: number; on?: string; value?: string | number; path?: string }[] = [
  { kind: 'rate_limited', times: 2, value: 'seconds' },
  { kind: 'rate_limited', times: 1, value: 'none' },
  { kind: 'status', times: 4, value: 503 },
  { kind: 'cloudflare_403', times: 2 },
  { kind: 'cloudflare_200', times: 1 },
  { kind: 'html_200', times: 2 },
  { kind: 'reset', times: 3 },
  { kind: 'cut_body', times: 2 },
  { kind: 'broken_gzip', times: 2 },
  { kind: 'hang', times: 1 },
  { kind: 'zip_cut', times: 1 },
  { kind: 'limit_clamp', value: 3, times: 3 },
]

/** ./scripts/bench backfill-faults [--years N] [--kills N]: a backfill under fire ends with the very rows of one in peace. */
export async function run(args: string[]): Promise<void> {
  const options = { years: { type: 'string', default: '0.3' }, kills: { type: 'string', default: '10' } } as const
  const { values } = parseArgs({ args, options })
  const differences = await surviveTroubles({ years: values.years, kills: Number(values.kills) })
  for (const line of differences.slice(0, 20)) console.log(line)
  console.log(differences.length === 0 ? 'the rows are the same' : `${differences.length} differences`)
  if (differences.length > 0) process.exitCode = 1
}

/** What differs between a backfill that was left alone and the same one under fire, and what the emulator saw that it must not. */
export async function surviveTroubles(chaos: Chaos): Promise<string[]> {
  const stores = await startEphemeralStores()
  process.env['RC_TEST_DATABASE_URL'] = stores.databaseUrl
  process.env['RC_TEST_REDIS_URL'] = stores.redisUrl
  const garmin = await startEmulatedGarmin('--no-limits', '--years', chaos.years)
  try {
    await garmin.admin('clock', { set: new Date().toISOString() })
    Object.assign(process.env, garmin.env, {
      RC_GARMIN_PACE_MS: '0',
      RC_GARMIN_PAUSE_S: '1',
      RC_GARMIN_PATIENCE_MS: '3000',
    })
    const calm = await backfill(garmin, async () => {})
    const fired = await backfill(garmin, (trial, sql) => attack(garmin, trial, sql, stores, chaos.kills))
    const seen = await garmin.admin<{ credentialPosts: number; keysOnDataPaths: number }>('logSummary', haneul)
    console.log(`${calm.size} different rows; the emulator saw ${JSON.stringify(seen)}`)
    return [
      ...compare(calm, fired),
      ...(seen.credentialPosts > 0 ? [`${seen.credentialPosts} passwords were sent by themselves`] : []),
      ...(seen.keysOnDataPaths > 0 ? ['the key went where it must not'] : []),
    ]
  } finally {
    await garmin.stop()
    await stores.stop()
  }
}

async function backfill(
  garmin: EmulatedGarmin,
  meanwhile: (trial: Trial, sql: postgres.Sql) => Promise<void>,
): Promise<Map<string, number>> {
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  try {
    await Promise.all([trial.start('api'), trial.start('scheduler')])
    const appliance = await settle(trial, demoDays(localDateOf(Date.now() / 1000, demoTimeZone), 1))
    const { value: key } = await garmin.admin<{ value: string }>('personalKey', haneul)
    await appliance.send('PUT', '/connections/garmin/personal-key', { key })
    await meanwhile(trial, sql)
    await trial.start('worker')
    await untilAllIsHere(sql)
    return await takeRows(sql)
  } finally {
    await sql.end()
    await trial.stop()
  }
}

/** Kills one worker after the other, with another trouble at Garmin each time; Valkey forgets everything, the database goes away. */
async function attack(
  garmin: EmulatedGarmin,
  trial: Trial,
  sql: postgres.Sql,
  stores: EphemeralStores,
  kills: number,
): Promise<void> {
  const redis = new Redis(trial.config.redisUrl())
  for (let kill = 0; kill < Math.max(kills, troubles.length); kill++) {
    const trouble = troubles[kill % troubles.length]!
    const { kind, value, path, times } = trouble
    await garmin.admin('fault', { ...haneul, kind, value, path, times, after: Math.floor(Math.random() * 5) })
    const worker = await trial.start('worker')
    // A worker that is killed idle proves nothing: whoever went before may hold the work for half a minute more.
    const before = await countDays(sql)
    await waitUntil(async () => (await countDays(sql)) > before, 45_000)
    await setTimeout(Math.random() * 500)
    if (kill === 2 || kill === 6) await redis.flushall()
    if (kill === 4) await stores.restartPostgres()
    if (kill < kills) {
      process.kill(worker.process.pid, 'SIGKILL')
      await worker.exited
    } else await worker.stop()
    await garmin.admin('clearFaults', haneul)
    console.log(`${kind}, killed ${Math.min(kills, kill + 1)} times, ${await countDays(sql)} answers about days`)
  }
  redis.disconnect()
}

const countDays = async (sql: postgres.Sql): Promise<number> =>
  (await sql<{ n: number }[]>`select count(*)::int as n from sync_days`.catch(() => []))[0]?.n ?? 0

/** Until nothing is left to be asked or read; what failed comes again with the next look. */
async function untilAllIsHere(sql: postgres.Sql): Promise<void> {
  for (let waitedS = 0; waitedS < 1_200; waitedS++) {
    await setTimeout(1_000)
    const [row] = await sql`
      select (select count(*)::int from sync_jobs where state in ('queued', 'running') and kind ~ '^(garmin|import)') as jobs,
        (select count(*)::int from sync_days where state = 'failed') as failed,
        (select count(*)::int from vendor_activities where file_state in ('wanted', 'failed')) as files,
        (select count(*)::int from vendor_accounts where synced_at is not null) as synced`.catch(() => [])
    if (!row || row['jobs'] > 0) continue
    if (row['synced'] > 0 && row['failed'] === 0 && row['files'] === 0) return
    await sql`update vendor_accounts set next_sync_at = now()`
  }
  throw new Error('The backfill did not end within twenty minutes')
}

/** Rows by what they say, without numbers that say only in which order they came. */
async function takeRows(sql: postgres.Sql): Promise<Map<string, number>> {
  const without = `'{id,user_id,raw_event_id,raw_file_id,created_at,updated_at,asked_at,import_batch_id}'::text[]`
  const tables = ['sleep', 'health_metrics', 'hr_records', 'sync_days', 'vendor_activities', 'garmin_raw_events']
  const parts = [
    ...tables.map((table) => `select '${table} ' || md5((to_jsonb(t) - ${without})::text) as key from ${table} t`),
    `select 'activity ' || sport || ' ' || started_at || ' ' || sample_count || ' ' || coalesce(name, '-') || ' ' || (duplicate_of is null) from activities`,
    `select 'file ' || sha256 from garmin_raw_files`,
  ]
  const rows = await sql.unsafe(`select key, count(*)::int as times from (${parts.join(' union all ')}) t group by key`)
  return new Map(rows.map((row) => [row['key'] as string, row['times'] as number]))
}

function compare(expected: Map<string, number>, found: Map<string, number>): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [wanted, got] = [expected.get(key) ?? 0, found.get(key) ?? 0]
    return wanted === got ? [] : [`${got} instead of ${wanted}: ${key}`]
  })
}
