import { openDatabase, type Database } from '@rc/db'
import { listOwnTables, readOwnCsvLines } from '@rc/db/queries/own-tables'
import { createTestDatabase, type TestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

let stores: TestDatabase
let database: Database
let sql: postgres.Sql
beforeAll(async () => {
  stores = await createTestDatabase()
  database = openDatabase({ url: stores.appUrl })
  sql = postgres(stores.adminUrl, { max: 1, onnotice: () => {} })
  await sql`insert into users (login, display_name, password_hash) values ('runner', 'r', '-')`
  await sql.unsafe(`create table odd (user_id integer, said text, amount float8, is_so boolean, at timestamptz, day date,
    list integer[], texts text[], doc jsonb); call protect('odd')`)
})
afterAll(async () => {
  await database.close()
  await sql.end()
  await stores.drop()
})

/** The cells of one row after the athlete's number. */
async function cellsOf(row: Record<string, unknown>): Promise<string> {
  await sql`delete from odd`
  await sql`insert into odd ${sql({ user_id: 1, ...row })}`
  return database.asUser(1, async (tenant) => {
    await tenant.sql.unsafe(`set local timezone = 'UTC'`)
    const table = (await listOwnTables(tenant)).find(({ name }) => name === 'odd')!
    for await (const lines of readOwnCsvLines(tenant, table)) return lines[0]!.slice('1,'.length)
    return ''
  })
}

test.each([
  ['=1+1', "'=1+1"],
  ['+82 10', "'+82 10"],
  ['-5 °C', "'-5 °C"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['', '""'],
  ['a=1', 'a=1'],
  ['그는 "달렸다", 또', '"그는 ""달렸다"", 또"'],
  ['two\nlines', '"two\nlines"'],
  [String.raw`back\slash`, String.raw`back\slash`],
  [null, ''],
])('%j is %s', async (said, cell) => {
  expect(await cellsOf({ said })).toBe(`${cell},,,,,,,`)
})

test('what is no text stays what it is', async () => {
  const row = { amount: -0.25, is_so: true, at: '2026-05-01T22:00:00.5Z', day: '2026-05-01', list: [-1, 2] }
  const cells = await cellsOf({ ...row, texts: ['=1', 'b'], doc: sql.json({ a: '=1' }) })
  expect(cells).toBe(',-0.25,true,2026-05-01T22:00:00.5+00:00,2026-05-01,"[-1,2]","[""=1"",""b""]","{""a"": ""=1""}"')
})
