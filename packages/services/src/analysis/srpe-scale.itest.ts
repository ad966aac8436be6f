import { openDatabase, type Database, type Tenant } from '@rc/db'
import { getAthleteContext } from '@rc/db/queries/raw'
import { addDays } from '@rc/domain'
import { createTestDatabase, type TestDatabase } from '@rc/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashesOf, optionsOf } from './inputs-hash.ts'
import { refreshSrpeScale } from './srpe-scale.ts'

let stores: TestDatabase
let database: Database
let userId: number
beforeAll(async () => {
  stores = await createTestDatabase()
  database = openDatabase({ url: stores.appUrl })
  const admin = openDatabase({ url: stores.adminUrl, maxConnections: 1 })
  const [row] =
    await admin.client`insert into users (login, display_name, password_hash) values ('runner', 'r', '-') returning id`
  userId = row!['id']
  await admin.close()
})
afterAll(async () => {
  await database.close()
  await stores.drop()
})

const today = '2026-06-30'
const asRunner = <T>(work: (tenant: Tenant) => Promise<T>) => database.asUser(userId, work)

/** An hour at effort 5 whose load came out by `method`. */
const addSession = (ago: number, load: number, method = 'rtss') =>
  asRunner(async ({ sql }) => {
    const date = addDays(today, -ago)
    const [row] = await sql`
      insert into activities (user_id, source, started_at, ended_at, local_date, reader_version, sport, timer_s, rpe)
      values (${userId}, 'manual', ${date}::date, ${date}::date, ${date}, 1, 'run', 3600, 5) returning id`
    await sql`insert into activity_metrics (user_id, activity_id, session_index, metric_id, version, value, unit, method, confidence, inputs_hash)
      values (${userId}, ${row!['id']}, -1, 'load', 1, ${load}, 'TSS', ${method}, 'high', '')`
  })
const refresh = () =>
  asRunner(async (tenant) => {
    await tenant.sql`delete from sync_jobs`
    await refreshSrpeScale(tenant, today)
    const jobs = await tenant.sql`select kind from sync_jobs`
    return { scale: (await getAthleteContext(tenant)).srpeScale, jobs: jobs.length }
  })

test('the own scale of effort: ten sessions with a measured load, moved only by what is worth it', async () => {
  for (let ago = 1; ago <= 9; ago++) await addSession(ago, 60)
  // A load that was made of the effort says nothing about it, and a session of long ago neither.
  await addSession(10, 500, 'srpe')
  await addSession(400, 500)
  expect(await refresh()).toEqual({ scale: null, jobs: 0 })
  await addSession(11, 60)
  expect(await refresh()).toEqual({ scale: 0.2, jobs: 1 })
  expect(await refresh()).toEqual({ scale: 0.2, jobs: 0 })
  await asRunner(({ sql }) => sql`update activity_metrics set value = value * 1.04`)
  expect(await refresh()).toEqual({ scale: 0.2, jobs: 0 })
  await asRunner(({ sql }) => sql`update activity_metrics set value = value * 1.04`)
  expect(await refresh()).toMatchObject({ scale: expect.closeTo(0.2163, 4), jobs: 1 })
})

test('it is an input of the numbers that an effort was told for, and of no other', async () => {
  const athlete = await asRunner(getAthleteContext)
  expect(optionsOf(athlete).srpeScale).toBeGreaterThan(0.2)
  const about = { date: today, sports: ['run'] as const }
  const changed = (rpe: number | null): string[] => {
    const [before, after] = [athlete, { ...athlete, srpeScale: 0.3 }].map((each) =>
      hashesOf({ athlete: each, rpe, ...about }),
    )
    return [...before!].filter(([id, hash]) => after!.get(id) !== hash).map(([id]) => id)
  }
  expect(changed(null)).toEqual([])
  expect(changed(5)).toEqual(['load', 'srpe'])
})
