import { openDatabase, type Database } from '@rc/db'
import { listLatestBackupRuns } from '@rc/db/queries/backups'
import { claimJob, listDueJobs } from '@rc/db/queries/jobs'
import { createTestDatabase, type TestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chargeTry, limitOf } from '../auth/throttle.ts'

// The clock was two days ahead for a while and is right again: what was written meanwhile must not have to wait for it.

let stores: TestDatabase
let database: Database
let sql: postgres.Sql
beforeAll(async () => {
  stores = await createTestDatabase()
  database = openDatabase({ url: stores.appUrl })
  sql = postgres(stores.adminUrl, { max: 1, onnotice: () => {} })
  await sql`insert into users (login, display_name, password_hash) values ('runner', 'r', '-')`
})
afterAll(async () => {
  await database.close()
  await sql.end()
  await stores.drop()
})

test('jobs of that time are done: those that waited for a later try, and those whose worker died', async () => {
  // Written by the clock that was ahead, so that no trigger says otherwise.
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`insert into sync_jobs (user_id, kind, dedupe_key, state, run_after, leased_until, updated_at)
      select 1, 'own.daily.recompute', name, state, run_after, leased_until, written from (values
        ('waits for a later try', 'queued', now() + interval '2 days 5 min', null, now() + interval '2 days'),
        ('its worker died', 'running', now() + interval '2 days', now() + interval '2 days 30 s', now() + interval '2 days'),
        ('waits as it should', 'queued', now() + interval '5 min', null, now()),
        ('is being done', 'running', now() - interval '5 min', now() + interval '30 s', now()),
        ('is parked', 'queued', 'infinity', null, now() + interval '2 days')
      ) as j(name, state, run_after, leased_until, written)`
  })
  const due = await listDueJobs(database, 10)
  const rows = await sql`select id, dedupe_key as name from sync_jobs order by id`
  expect(rows.filter(({ id }) => due.some((job) => job.id === Number(id))).map(({ name }) => name)).toEqual([
    'waits for a later try',
    'its worker died',
  ])
  for (const { id } of due) expect(await claimJob(database, id, 'me', 30)).toMatchObject({ id })
  expect(await listDueJobs(database, 10)).toEqual([])
})

test('nobody waits at the door until then', async () => {
  const now = Date.now()
  const limits = [limitOf('accountFromAddress', 'runner', '192.0.2.1')]
  const charge = (atMs: number) => chargeTry({ database, now: () => new Date(atMs) }, limits)
  const ahead = now + 2 * 86_400_000
  for (let i = 0; i < 5; i++) await charge(ahead)
  await expect(charge(ahead)).rejects.toMatchObject({ code: 'too_many_tries' })
  const waitS = await charge(now).then(
    () => 0,
    (error: { details: { retryAfterS: number } }) => error.details.retryAfterS,
  )
  expect(waitS).toBeLessThanOrEqual(900)
  await charge(now + waitS * 1_000 + 1)
})

test('of two tries at once the one that was asked for first may be weighed last', async () => {
  const now = Date.now()
  const limits = [limitOf('accountFromAddress', 'runner', '192.0.2.2')]
  for (const ms of [5, 0, 120_000, 0])
    await expect(chargeTry({ database, now: () => new Date(now + ms) }, limits), `${ms}`).resolves.toBeUndefined()
})

test('a backup of that time does not count as that of the coming nights', async () => {
  await sql`insert into backup_runs (kind, state, name, started_at, finished_at)
    select 'backup', 'done', name, at, at from (values ('real', now() - interval '1 hour'), ('ahead', now() + interval '2 days')) as r(name, at)`
  expect(await listLatestBackupRuns(database, new Date())).toMatchObject([{ kind: 'backup', name: 'real' }])
})
