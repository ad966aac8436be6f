import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '@rc/testing'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let owner: postgres.Sql
let app: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.drop()
})

const tenantTables = async () =>
  (
    await owner`select table_name::text as name from information_schema.columns
      where table_schema = 'public' and (column_name = 'user_id' or table_name = 'users') group by 1 order by 1`
  ).map((row) => row['name'] as string)

const userIdOf = (table: string) => (table === 'users' ? 'id' : 'user_id')

test('every table of an athlete has its row security, and without an athlete the app sees none of its rows', async () => {
  await fill(owner)
  const tables = await tenantTables()
  expect(tables.length).toBeGreaterThan(18)
  for (const table of tables.filter((name) => name !== 'activity_samples')) {
    const rows = (where = '') => app.unsafe(`select count(*)::integer as n from ${table} ${where}`)
    expect(await rows(), table).toEqual([{ n: 0 }])
    const seen = await app.begin(async (tx) => {
      await tx`select set_config('app.user_id', '2', true)`
      const [row] = await tx.unsafe(
        `select count(*)::integer as n, count(*) filter (where ${userIdOf(table)} <> 2)::integer as foreign from ${table}`,
      )
      return row
    })
    expect(seen?.['foreign'], table).toBe(0)
  }
})

test('the app can neither read nor write samples past the view, not even by the name of a chunk', async () => {
  await expect(app`select count(*) from activity_samples`).rejects.toThrow('permission denied')
  await expect(
    app`insert into activity_samples (user_id, activity_id, seq, time) values (1, 1, 9, now())`,
  ).rejects.toThrow('permission denied')
  const [chunk] = await owner`select show_chunks('activity_samples')::text as name`
  await expect(app.unsafe(`select count(*) from ${chunk?.['name']}`)).rejects.toThrow('permission denied')
  const seen = await app.begin(async (tx) => {
    await tx`select set_config('app.user_id', '2', true)`
    return tx`select count(*)::integer as n from own_activity_samples`
  })
  expect(seen[0]?.['n']).toBe(0)
})

test('the counters of tries are out of reach, and only the hash of a password can be set', async () => {
  await expect(app`select * from login_tries`).rejects.toThrow('permission denied')
  await expect(app`delete from login_tries`).rejects.toThrow('permission denied')
  await expect(app`select password_hash from users`).rejects.toThrow('permission denied')
  await expect(app`update users set role = 'owner'`).rejects.toThrow('permission denied')
})

test('after the transaction nobody is left set', async () => {
  await app.begin(async (tx) => void (await tx`select set_config('app.user_id', '1', true)`))
  expect(await app`select count(*)::integer as n from activities`).toEqual([{ n: 0 }])
})

test('a row cannot be written for somebody else', async () => {
  const write = app.begin(async (tx) => {
    await tx`select set_config('app.user_id', '2', true)`
    await tx`insert into import_batches (user_id, source) values (1, 'upload')`
  })
  await expect(write).rejects.toThrow('row-level security')
})

test('rc_ingest adds samples and can do nothing else', async () => {
  const ingest = postgres(database.ingestUrl, { max: 1 })
  await ingest`insert into activity_samples (user_id, activity_id, seq, time) values (1, 1, 5, '2020-05-05T06:00:05Z')`
  for (const table of await tenantTables()) {
    await expect(ingest.unsafe(`select count(*) from ${table}`), table).rejects.toThrow('permission denied')
  }
  await ingest.end()
})

async function fill(sql: postgres.Sql): Promise<void> {
  for (const login of ['one', 'two']) {
    await sql`insert into users (login, display_name, password_hash) values (${login}, ${login}, 'x')`
  }
  await sql`insert into login_sessions (token_sha256, user_id, expires_at) values (${Buffer.alloc(32)}, 1, now() + interval '1 day')`
  const hash = Buffer.alloc(32)
  await sql`insert into known_devices (user_id, token_sha256) values (1, ${hash})`
  await sql`insert into two_step (user_id, secret_sealed) values (1, ${hash})`
  await sql`insert into recovery_codes (user_id, code_sha256) values (1, ${hash})`
  await sql`insert into api_tokens (user_id, name, token_sha256, scopes, expires_at) values (1, 'a', ${hash}, '{read}', now())`
  await sql`insert into invitations (user_id, code_sha256, expires_at) values (1, ${hash}, now())`
  await sql`insert into athlete_thresholds (user_id, kind, value, valid_from) values (1, 'ftp_w', 250, '2020-01-01')`
  await sql`insert into import_batches (user_id, source) values (1, 'upload')`
  await sql`insert into garmin_raw_files (user_id, sha256, bytes, name) values (1, ${'ab'.repeat(32)}, 1, 'a.fit')`
  await sql`insert into garmin_raw_events (user_id, vendor, dataset, natural_key, sha256, payload) values (1, 'v', 'd', 'k', 's', '{}')`
  await sql`insert into import_items (user_id, batch_id, name) values (1, 1, 'a.fit')`
  await sql`insert into ingestion_state (user_id, vendor, dataset) values (1, 'v', 'd')`
  await sql`insert into activities (user_id, raw_file_id, source, sport, started_at, ended_at, reader_version) values (1, 1, 'fit', 'run', now(), now(), 1)`
  await sql`insert into activity_sessions (user_id, activity_id, session_index, sport) values (1, 1, 0, 'run')`
  await sql`insert into activity_laps (user_id, activity_id, lap_index) values (1, 1, 0)`
  await sql`insert into activity_lengths (user_id, activity_id, length_index, active) values (1, 1, 0, true)`
  await sql`insert into activity_events (user_id, activity_id, event_index, event, event_type) values (1, 1, 0, 0, 0)`
  await sql`insert into activity_rr (user_id, activity_id, rr_ms) values (1, 1, '{800}')`
  await sql`insert into activity_developer_channels (user_id, activity_id, channel, value) values (1, 1, 'powerW', '{200}')`
  await sql`insert into activity_samples (user_id, activity_id, seq, time) values (1, 1, 0, '2020-05-05T06:00:00Z')`
  await sql`insert into activity_metrics (user_id, activity_id, metric_id, version, unit, method, confidence, inputs_hash) values (1, 1, 'load', 1, '', '', 'high', '')`
  await sql`insert into activity_summaries (user_id, activity_id, sports, sessions, made_with, inputs_hash) values (1, 1, '{run}', '[]', '', '')`
  await sql`insert into fitness_metrics_daily (user_id, local_date, metric_id, version, unit, method, confidence) values (1, '2020-05-05', 'load', 1, '', '', 'high')`
  await sql`insert into sleep (user_id, wake_date) values (1, '2020-05-05')`
  await sql`insert into health_metrics (user_id, metric_id, time, local_date, value) values (1, 'stress', now(), '2020-05-05', 1)`
  await sql`insert into hr_records (user_id, raw_file_id, seq, time, bpm) values (1, 1, 0, now(), 60)`
  await sql`insert into vendor_accounts (user_id, vendor) values (1, 'garmin')`
  await sql`insert into connections (user_id, vendor, door, credential_kind, credential_sealed) values (1, 'garmin', 'personal', 'personal_key', ${hash})`
  await sql`insert into pending_logins (user_id, vendor, expires_at) values (1, 'garmin', now())`
  await sql`insert into sync_days (user_id, vendor, dataset, local_date, state, door) values (1, 'garmin', 'sleep', '2020-05-05', 'have', 'personal')`
  await sql`insert into vendor_activities (user_id, vendor, vendor_activity_id, local_date) values (1, 'garmin', '1', '2020-05-05')`
  await sql`insert into sync_failures (user_id, vendor, dataset, subject, door, error_code) values (1, 'garmin', 'sleep', '2020-05-05', 'personal', 'internal')`
  await sql`insert into sync_jobs (user_id, kind, dedupe_key) values (1, 'own.raw.reparse', 'x')`
}
