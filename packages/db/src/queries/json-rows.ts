import type { Tenant } from '../database.ts'

/** Rows of one table as JSON text, made where the rows are made, so that only text crosses a thread's border. */
export interface JsonRows {
  /** snake_case, the same in every row. */
  columns: string[]
  json: string
  count: number
}

const columnNames = new Map<string, string>()
function columnOf(key: string): string {
  const known = columnNames.get(key)
  if (known !== undefined) return known
  const name = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  columnNames.set(key, name)
  return name
}

/** `Row` is a Drizzle `$inferInsert` without the columns that are the same for all rows. Every row has the same keys. */
export function toJsonRows<Row extends object>(rows: Row[]): JsonRows {
  const keys = Object.keys(rows[0] ?? {})
  const columns = keys.map(columnOf)
  const renamed = rows.map((row) => {
    const result: Record<string, unknown> = {}
    for (const [i, key] of keys.entries()) result[columns[i]!] = (row as Record<string, unknown>)[key] ?? null
    return result
  })
  const json = JSON.stringify(renamed)
  // What Postgres cannot keep is written as an escape; looking for it beats asking every value.
  const suspect = json.includes('\\u')
  return { columns, json: suspect ? JSON.stringify(renamed, storableText) : json, count: rows.length }
}

/** Postgres keeps neither NUL nor half a surrogate pair. */
const storableText = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value

/**
 * Appends rows to several tables in one statement; `shared` are the columns that all of them have in common. Nothing is
 * asked where there are no rows.
 */
export async function insertJsonRows(
  { userId, sql }: Tenant,
  shared: Record<string, number>,
  tables: Record<string, JsonRows>,
): Promise<void> {
  const filled = Object.entries(tables).filter(([, rows]) => rows.count > 0)
  if (filled.length === 0) return
  const fixed = { user_id: userId, ...shared }
  const names = Object.keys(fixed)
  const inserts = filled.map(
    ([table, { columns }], i) => `insert into ${table} (${[...names, ...columns].join(', ')})
      select ${[...names.map((_, k) => `$${k + 1}::integer`), ...columns.map((c) => `r.${c}`)].join(', ')}
      from json_populate_recordset(null::${table}, $${names.length + i + 1}::json) r`,
  )
  const parts = inserts.map((insert, i) => `t${i} as (${insert})`)
  await sql.unsafe(
    `with ${parts.join(', ')} select`,
    [...Object.values(fixed), ...filled.map(([, rows]) => rows.json)],
    {
      prepare: true,
    },
  )
}
