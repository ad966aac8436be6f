import { schema } from '@rc/db'
import { createTestDatabase } from '@rc/testing'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable, type PgColumn } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const tables = Object.values(schema).filter((value) => is(value, PgTable))
const columnOf = (column: PgColumn) => column.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Drizzle's words for a type, in the database's. */
const typeOf = (column: PgColumn) => column.getSQLType().replace(/^timestamp.*/, 'timestamp with time zone')

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

describe('the Drizzle schema says what the migrations made', () => {
  test.each(tables.map((table) => [getTableConfig(table).name, table] as const))('%s', async (name, table) => {
    const rows = await sql`
      select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
      from pg_attribute a where a.attrelid = ${name}::regclass and a.attnum > 0 and not a.attisdropped`
    const byName = (list: { name: string }[]) => list.toSorted((a, b) => a.name.localeCompare(b.name))
    const drawn = getTableConfig(table).columns.map((column) => ({
      name: columnOf(column),
      type: typeOf(column),
      required: column.notNull || column.primary,
    }))
    expect(byName(drawn)).toEqual(byName(rows.map((row) => ({ ...row }) as (typeof drawn)[number])))
  })

  test('every table of an athlete is under row-level security', async () => {
    const open = await sql`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity and c.relname <> 'activity_samples'`
    expect([...open]).toEqual([])
  })
})
