import { openDatabase, type Database, type Tenant } from '@rc/db'
import { clearDirtyDays, readDirtyDays } from '@rc/db/queries/ingestion-state'
import { createTestDatabase, type TestDatabase } from '@rc/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDays } from './close-days.ts'
import { markDaysDirty } from './mark-days-dirty.ts'

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

const deafQueue = {
  announce: () => Promise.resolve(),
  check: () => Promise.resolve('ok' as const),
  usedRatio: () => Promise.resolve(0),
  close: () => Promise.resolve(),
}

const asRunner = <T>(work: (tenant: Tenant) => Promise<T>) => database.asUser(userId, work)

test('days that became dirty while others were computed stay dirty, from the earliest on', async () => {
  expect(await asRunner(readDirtyDays)).toBeNull()
  await asRunner((tenant) => markDaysDirty(tenant, ['2026-03-02', null, '2026-03-01']))
  const seen = (await asRunner(readDirtyDays))!
  expect(seen).toMatchObject({ from: '2026-03-01' })
  await asRunner((tenant) => markDaysDirty(tenant, ['2026-02-01']))
  expect(await asRunner((tenant) => clearDirtyDays(tenant, seen.seq))).toBe(false)
  const both = (await asRunner(readDirtyDays))!
  expect(both).toMatchObject({ from: '2026-02-01' })
  expect(both.waitingS).toBeGreaterThanOrEqual(0)
  expect(await asRunner((tenant) => clearDirtyDays(tenant, both.seq))).toBe(true)
  expect(await asRunner(readDirtyDays)).toBeNull()
  await asRunner((tenant) => markDaysDirty(tenant, ['2026-05-05']))
  expect(await asRunner(readDirtyDays)).toMatchObject({ from: '2026-05-05' })
})

test('many reports are one piece of work', async () => {
  const jobs = await asRunner((tenant) => tenant.sql`select id from sync_jobs where kind = 'own.daily.recompute'`)
  expect(jobs).toHaveLength(1)
})

test('a day ends exactly once, whichever way the clock jumps', async () => {
  const clock = [
    '2026-03-02',
    '2026-03-02',
    '2026-03-01',
    '2026-03-02',
    '2099-01-01',
    '2026-03-03',
    '2026-03-02',
    '2099-01-01',
  ]
  const closed: string[] = []
  for (const today of clock) {
    const now = () => new Date(`${today}T12:00:00Z`)
    await asRunner((tenant) => tenant.sql`delete from sync_jobs`)
    await Promise.all([1, 2].map(() => closeDays({ database, queue: deafQueue, now })))
    const [jobs] = await asRunner((tenant) => tenant.sql`select from sync_jobs where kind = 'own.metrics.recompute'`)
    if (jobs) closed.push(today)
  }
  expect(closed).toEqual(['2026-03-02', '2026-03-01', '2099-01-01', '2026-03-03'])
  const rows = await asRunner((tenant) => tenant.sql`select local_date::text as day from closed_days order by day`)
  expect(rows.map((row) => row['day'])).toEqual(['2026-02-28', '2026-03-01', '2026-03-02', '2098-12-31'])
})
