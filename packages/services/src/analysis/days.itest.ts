import { openDatabase, type Database, type Tenant } from '@rc/db'
import { clearDirtyDays, noteDayClosed, readDirtyDays } from '@rc/db/queries/ingestion-state'
import { createTestDatabase, type TestDatabase } from '@rc/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('a day ends once', async () => {
  expect(await asRunner((tenant) => noteDayClosed(tenant, '2026-03-01'))).toBe(true)
  expect(await asRunner((tenant) => noteDayClosed(tenant, '2026-03-01'))).toBe(false)
  expect(await asRunner((tenant) => noteDayClosed(tenant, '2026-03-02'))).toBe(true)
})
