import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { logIn } from '@rc/services/auth/log-in'
import { hashPassword } from '@rc/services/auth/password'
import { removeAccount } from '@rc/services/auth/remove-account'
import { removeActivity } from '@rc/services/ingest/change-activity'
import { createManualActivity } from '@rc/services/ingest/create-manual-activity'
import { undoImport } from '@rc/services/ingest/manage-imports'
import { sampleFit, sampleTcx, sampleZip } from '@rc/services/ingest/sample-files'
import { setAsideUnclaimed } from '@rc/services/ingest/set-aside-unclaimed'
import { setThreshold } from '@rc/services/profile/thresholds'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const PASSWORD = 'a long enough password'
let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
  await t.start()
  await t.sql`update users set password_hash = ${await hashPassword(PASSWORD)}`
})
afterAll(() => t.close())

const startS = Date.parse('2026-05-01T22:00:00Z') / 1000
const run = (n: number) => ({ name: `run${n}.fit`, bytes: sampleFit({ startS: startS + n * 86_400 }) })

/** How many rows of an athlete there are in every table that knows athletes, whatever tables that may be. */
async function rowsOf(userId: number): Promise<Record<string, number>> {
  const tables = await t.sql`
    select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'user_id'`
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await t.sql`select count(*)::int as n from ${t.sql(name as string)} where user_id = ${userId}`
    if (row!['n'] > 0) counts[name as string] = row!['n'] as number
  }
  return counts
}

const storedFiles = () =>
  readdirSync(t.config.rawDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

async function createAthlete(login: string): Promise<number> {
  const userId = await t.createAthlete(login)
  await t.sql`update users set password_hash = (select password_hash from users where login = 'runner') where id = ${userId}`
  return userId
}

async function live(userId: number): Promise<void> {
  await setThreshold(t.app, userId, { kind: 'lthr_bpm', value: 165, validFrom: '2020-01-01', source: 'athlete' })
  await t.send(userId, [
    run(1),
    { name: 'run1.tcx', bytes: sampleTcx({ startS: startS + 86_400 }) },
    { name: 'bad.fit', bytes: Buffer.from('bad') },
    { name: 'all.zip', bytes: sampleZip([run(2), { ...run(1), name: 'again.fit' }]) },
  ])
  await createManualActivity(t.app, userId, {
    sport: 'strength',
    startedAt: new Date(startS * 1000),
    durationS: 3600,
    rpe: 5,
  })
  await t.settle()
}

test('an account that ends leaves no row and no byte; what a neighbour has as well is theirs', async () => {
  const [leaver, neighbour] = [await createAthlete('leaver'), await t.createAthlete('neighbour')]
  await t.send(neighbour, [run(1)])
  await t.settle()
  const [kept, theirs] = [storedFiles(), await rowsOf(neighbour)]
  await live(leaver)
  const caller = { address: '::1', userAgent: 'test', device: undefined }
  await logIn(t.app, { login: 'leaver', password: PASSWORD }, caller)
  const had = await rowsOf(leaver)
  expect(had).toMatchObject({ activities: 4, login_sessions: 1, garmin_raw_files: 5, activity_samples: 1803 })

  await expect(removeAccount(t.app, leaver, 'not the password')).rejects.toMatchObject({
    code: 'forbidden',
    details: { reasons: ['wrong_password'] },
  })
  expect(await rowsOf(leaver)).toEqual(had)
  const receipt = await removeAccount(t.app, leaver, PASSWORD)
  expect(receipt).toMatchObject({ login: 'leaver', files: 4, filesShared: 1, firstRun: false })
  expect(receipt.rows).toEqual({ ...had, users: 1 })
  expect(receipt.bytes).toBeGreaterThan(10_000)

  expect(await rowsOf(leaver)).toEqual({})
  expect(await t.sql`select from users where id = ${leaver}`).toHaveLength(0)
  expect([storedFiles(), await rowsOf(neighbour)]).toEqual([kept, theirs])
  await expect(logIn(t.app, { login: 'leaver', password: PASSWORD }, caller)).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  await expect(removeAccount(t.app, leaver, PASSWORD)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an account that ends while its files are being read leaves nothing either', async () => {
  const leaver = await createAthlete('hasty')
  const kept = storedFiles()
  await t.send(
    leaver,
    Array.from({ length: 12 }, (_, i) => run(20 + i)),
  )
  while ((await t.sql`select from activities where user_id = ${leaver}`).length < 2)
    await new Promise((r) => setTimeout(r, 5))
  await removeAccount(t.app, leaver, PASSWORD)
  await t.settle()
  expect(await rowsOf(leaver)).toEqual({})
  expect(storedFiles()).toBe(kept)
})

test('activities and imports that are deleted one by one leave nothing but the note that they came', async () => {
  const userId = await createAthlete('tidy')
  const kept = storedFiles()
  await live(userId)
  for (const { id } of await t.sql`select id from activities where user_id = ${userId}`)
    await removeActivity(t.app, userId, id as number)
  await t.settle()
  const some = await rowsOf(userId)
  for (const table of ['activities', 'activity_samples', 'activity_metrics', 'garmin_raw_events'])
    expect(some[table]).toBeUndefined()
  // The file that nobody could read and the archive are of no activity.
  expect(some['garmin_raw_files']).toBe(2)
  for (const { id } of await t.sql`select id from import_batches where user_id = ${userId}`)
    await undoImport(t.app, userId, id as number)
  await t.settle()
  const left = await rowsOf(userId)
  expect(Object.keys(left).sort()).toEqual(['athlete_thresholds', 'import_batches', 'ingestion_state', 'sync_jobs'])
  expect(storedFiles()).toBe(kept)
})

test('bytes that lost their row are set aside; those with one, and those just written, stay', async () => {
  const userId = await createAthlete('careless')
  await t.send(userId, [run(50), run(51), run(52)])
  await t.settle()
  const old = new Date(Date.now() - 2 * 3_600_000)
  const rows = await t.sql`select id, sha256 from garmin_raw_files where user_id = ${userId} order by id`
  const paths = await Promise.all(rows.map((row) => t.app.rawStore.path(row['sha256'] as string)))
  for (const path of paths.slice(0, 2)) utimesSync(path, old, old)
  // As if the power had gone after the commit, once long ago and once just now.
  await t.sql`delete from garmin_raw_files where id = any(${[rows[0]!['id'], rows[2]!['id']] as number[]})`
  expect(await setAsideUnclaimed(t.app)).toBe(1)
  expect(paths.map((path) => existsSync(path))).toEqual([false, true, true])
  expect(existsSync(join(t.config.rawDir, 'unclaimed', rows[0]!['sha256'] as string))).toBe(true)
  expect(await setAsideUnclaimed(t.app)).toBe(0)
})

test('the last account that ends leaves an appliance that waits for its first one', async () => {
  await t.sql`delete from users where login <> 'runner'`
  expect(await removeAccount(t.app, t.userId, PASSWORD)).toMatchObject({ firstRun: true })
  expect(readFileSync(join(t.config.dataDir, 'setup-code'), 'utf8')).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}\n$/)
  expect(existsSync(t.config.rawDir)).toBe(true)
})
