import { openDatabase, type Database } from '@rc/db'
import { encodeSamples, toStoredPrecision } from '@rc/db/queries/sample-codec'
import { readSampleColumns, removeSamples, writeSamples } from '@rc/db/queries/samples'
import type { Channel, SampleColumns } from '@rc/domain'
import { createTestDatabase, type TestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

let stores: TestDatabase
let admin: postgres.Sql
let worker: Database
let api: Database
const [runner, neighbour] = [1, 2]
beforeAll(async () => {
  stores = await createTestDatabase()
  admin = postgres(stores.adminUrl, { max: 1, onnotice: () => {} })
  worker = openDatabase({ url: stores.ingestUrl, workAsApp: true })
  api = openDatabase({ url: stores.appUrl })
  await admin`insert into users (login, display_name, password_hash) values ('runner', 'r', '-'), ('neighbour', 'n', '-')`
})
afterAll(async () => {
  await Promise.all([worker.close(), api.close(), admin.end()])
  await stores.drop()
})

const startS = Date.parse('2026-03-01T00:00:00Z') / 1000
/** Two years' worth of chunks are touched when `stepS` is large. */
const samplesOf = (n: number, stepS = 1): SampleColumns =>
  toStoredPrecision({
    n,
    timeS: Float64Array.from({ length: n }, (_, i) => startS + i * stepS),
    channels: {
      latDeg: Float64Array.from({ length: n }, (_, i) => (i % 3 === 0 ? NaN : 37 + i / 1e6)),
      hrBpm: Float64Array.from({ length: n }, (_, i) => 100 + (i % 90)),
      altitudeM: Float64Array.from({ length: n }, (_, i) => i / 7),
    },
  })

async function store(userId: number, samples: SampleColumns): Promise<number> {
  return worker.asUser(userId, async (tenant) => {
    const [from, to] = [samples.timeS[0]!, samples.timeS.at(-1)!].map((t) => new Date(t * 1000).toISOString())
    const [row] = await tenant.sql`
      insert into activities (user_id, source, sport, started_at, ended_at, sample_count, samples_from, samples_to, channels, reader_version)
      values (${userId}, 'fit', 'run', ${from!}, ${to!}, ${samples.n}, ${from!}, ${to!}, ${Object.keys(samples.channels)}::text[], 1) returning id`
    await writeSamples(tenant, row!['id'], encodeSamples(userId, samples))
    return row!['id'] as number
  })
}

test('columns come back as they were written, over many chunks and megabytes', async () => {
  for (const samples of [samplesOf(1), samplesOf(50_000), samplesOf(500, 40 * 3600)]) {
    const id = await store(runner, samples)
    expect(await api.asUser(runner, (tenant) => readSampleColumns(tenant, id))).toEqual(samples)
    expect(await api.asUser(runner, (tenant) => readSampleColumns(tenant, id, ['hrBpm', 'powerW']))).toEqual({
      ...samples,
      channels: { hrBpm: samples.channels.hrBpm },
    })
    expect((await api.asUser(neighbour, (tenant) => readSampleColumns(tenant, id))).n).toBe(0)
    await api.asUser(neighbour, (tenant) => removeSamples(tenant, [id]))
    expect(await admin`select count(*)::int as n from activity_samples where activity_id = ${id}`).toMatchObject([
      { n: samples.n },
    ])
    await api.asUser(runner, (tenant) => removeSamples(tenant, [id]))
    expect(await admin`select count(*)::int as n from activity_samples where activity_id = ${id}`).toMatchObject([
      { n: 0 },
    ])
  }
})

test('a transaction that fails leaves no sample behind, and its connection is as good as new', async () => {
  const before = await admin`select count(*)::int as n from activity_samples`
  const samples = samplesOf(1000)
  const broken = encodeSamples(runner, samples)
  broken.payload.fill(255, broken.rowStarts[900])
  await expect(worker.asUser(runner, (tenant) => writeSamples(tenant, 1, broken))).rejects.toThrow('aborted')
  await expect(
    worker.asUser(runner, async (tenant) => {
      await writeSamples(tenant, 1, encodeSamples(runner, samples))
      throw new Error('late')
    }),
  ).rejects.toThrow('late')
  expect(await admin`select count(*)::int as n from activity_samples`).toEqual(before)
  const roles = await Promise.all(Array.from({ length: 8 }, () => worker.client`select current_user::text as role`))
  expect(new Set(roles.map(([row]) => row!['role']))).toEqual(new Set(['rc_app']))
})

test('a connection that dies in the middle of the COPY is an error, not silence', async () => {
  const samples = encodeSamples(runner, samplesOf(200_000))
  const kill = async () => {
    for (let tries = 0; tries < 200; tries++) {
      const rows = await admin`
        select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy activity_samples%' and pid <> pg_backend_pid()`
      if (rows.length > 0) return
    }
  }
  const [written] = await Promise.allSettled([
    worker.asUser(runner, (tenant) => writeSamples(tenant, 99, samples)),
    kill(),
  ])
  const [row] = await admin`select count(*)::int as n from activity_samples where activity_id = 99`
  expect(row!['n']).toBe(written.status === 'fulfilled' ? 200_000 : 0)
  await worker.asUser(runner, (tenant) => tenant.sql`select 1`)
})

test('the api cannot add samples nor see the table or its chunks; the importer can only add', async () => {
  await store(neighbour, samplesOf(10))
  const [chunk] =
    await admin`select format('%I.%I', chunk_schema, chunk_name) as name from timescaledb_information.chunks limit 1`
  const app = postgres(stores.appUrl, { max: 1, onnotice: () => {} })
  const importer = postgres(stores.ingestUrl, { max: 1, onnotice: () => {} })
  const refused = (sql: postgres.Sql, text: string) =>
    expect(sql.unsafe(text), text).rejects.toThrow('permission denied')
  const row = `(user_id, activity_id, seq, time) values (1, 1, 0, now())`
  for (const text of [
    'select * from activity_samples',
    `select * from ${chunk!['name']}`,
    `insert into activity_samples ${row}`,
    `insert into own_activity_samples ${row}`,
    'delete from activity_samples',
    'truncate activity_samples',
    'set role rc_ingest',
    'set role rc_owner',
  ])
    await refused(app, text)
  for (const text of [
    'select * from activity_samples',
    `select * from ${chunk!['name']}`,
    'select * from own_activity_samples',
    'update activity_samples set hr_bpm = 1',
    'delete from activity_samples',
    'select * from activities',
    'select * from users',
    'set role rc_owner',
  ])
    await refused(importer, text)
  expect(await app`select * from own_activity_samples`).toHaveLength(0)
  await Promise.all([app.end(), importer.end()])
})

test('what only a sensor app measured stands beside what the device did', async () => {
  const samples = samplesOf(3)
  const id = await store(runner, samples)
  await worker.asUser(
    runner,
    ({ sql }) => sql`insert into activity_developer_channels (user_id, activity_id, channel, value) values
      (${runner}, ${id}, 'powerW', '{210, null, 230}'), (${runner}, ${id}, 'hrBpm', '{1, 2, 3}')`,
  )
  const read = (wanted?: Channel[]) => api.asUser(runner, (tenant) => readSampleColumns(tenant, id, wanted))
  const powerW = Float64Array.of(210, NaN, 230)
  expect(await read()).toEqual({ ...samples, channels: { ...samples.channels, powerW } })
  expect((await read(['powerW'])).channels).toEqual({ powerW })
  expect((await read(['hrBpm'])).channels).toEqual({ hrBpm: samples.channels.hrBpm })
})
