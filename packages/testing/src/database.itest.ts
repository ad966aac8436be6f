import { Redis } from 'ioredis'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase, createTestRedis } from './database.ts'

const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
afterAll(() => Promise.all([one.drop(), other.drop()]))

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1 })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

test('each database stands alone', async () => {
  await query(one.ownerUrl, 'create table only_here (n int)')
  await expect(query(other.ownerUrl, 'select from only_here')).rejects.toThrow('does not exist')
})

test('has the extensions and finds Korean words by trigram', async () => {
  const extensions = await query(one.adminUrl, 'select extname from pg_extension')
  expect(extensions.map((row) => row['extname'])).toEqual(expect.arrayContaining(['timescaledb', 'vector', 'pg_trgm']))
  const [found] = await query(
    one.adminUrl,
    `select '한강 아침 달리기' ilike '%아침%' as matches, show_trgm('아침') as trigrams`,
  )
  expect(found).toMatchObject({ matches: true, trigrams: expect.arrayContaining([expect.any(String)]) })
})

test('each role logs in as itself, and only the worker may become another', async () => {
  expect(await query(one.appUrl, 'select current_user::text as name')).toEqual([{ name: 'rc_app' }])
  expect(await query(one.ingestUrl, 'select current_user::text as name')).toEqual([{ name: 'rc_ingest' }])
  await expect(query(one.ingestUrl, 'set role rc_app')).resolves.toEqual([])
  await expect(query(one.appUrl, 'set role rc_ingest')).rejects.toThrow('permission denied')
})

test('flushing one Redis database leaves the other alone', async () => {
  const [a, b] = await Promise.all([createTestRedis(), createTestRedis()])
  const [first, second] = [new Redis(a.url), new Redis(b.url)]
  await first.set('key', '1')
  await second.set('key', '2')
  await first.flushdb()
  expect(await second.get('key')).toBe('2')
  first.disconnect()
  second.disconnect()
})
