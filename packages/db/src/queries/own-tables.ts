import type { Tenant } from '../database.ts'

/** A table as far as it is one athlete's and theirs to see. */
export interface OwnTable {
  /** Its name without the `own_` of a view that stands before a table. */
  name: string
  relation: string
  /** Holds the athlete's id: `user_id`, or `id` in `users`. */
  owner: 'user_id' | 'id'
  columns: { name: string; isText: boolean }[]
}

/** What proves who somebody is stays here: hashes and keys are bytes, other secrets are told by their name. */
const secret = `(password|secret|token|recovery|code_hash)`

/** Every table with rows of athletes that the app role may read, as the database itself knows them. */
export async function listOwnTables({ sql }: Tenant): Promise<OwnTable[]> {
  const rows = await sql.unsafe<OwnTable[]>(
    `select regexp_replace(c.relname, '^own_', '') as name, c.relname as relation,
       case when c.relname = 'users' then 'id' else 'user_id' end as owner,
       json_agg(json_build_object('name', a.attname, 'isText', t.typcategory = 'S') order by a.attnum)
         filter (where t.typname <> 'bytea' and a.attname !~ '${secret}') as columns
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       and has_column_privilege(c.oid, a.attnum, 'select')
     join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p')
     group by c.oid, c.relname
     having c.relname = 'users' or bool_or(a.attname = 'user_id')
     order by name`,
  )
  return rows.filter(({ columns }) => columns !== null)
}

export async function countOwnRows({ sql, userId }: Tenant, { relation, owner }: OwnTable): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*) as n from ${sql(relation)} where ${sql(owner)} = ${userId}`
  return row!.n
}

/** A cell that a spreadsheet would take for a formula gets a mark before it; only text can be one. */
const cell = ({ name, isText }: OwnTable['columns'][number]): string =>
  isText ? `case when "${name}" ~ '^[=+@\\t\\r-]' then '''' || "${name}" else "${name}" end as "${name}"` : `"${name}"`

/** All rows of the athlete as they go over the wire: CSV with a header, or one JSON object a line. Times are UTC. */
export async function streamOwnRows(
  { sql, userId }: Tenant,
  { relation, owner, columns }: OwnTable,
  format: 'csv' | 'jsonl',
): Promise<AsyncIterable<Uint8Array>> {
  const where = `from "${relation}" where "${owner}" = ${Number(userId)}`
  // JSON escapes control characters, so that with two of them as quote and delimiter nothing is ever quoted.
  const copy =
    format === 'csv'
      ? `copy (select ${columns.map(cell).join(', ')} ${where}) to stdout with (format csv, header)`
      : `copy (select row_to_json(r) from (select ${columns.map(({ name }) => `"${name}"`).join(', ')} ${where}) r)
         to stdout with (format csv, quote E'\\x01', delimiter E'\\x02')`
  return (await sql.unsafe(copy).readable()) as AsyncIterable<Uint8Array>
}

/** For a statement that takes as long as the reader's line is slow. */
export async function allowLongReading({ sql }: Tenant): Promise<void> {
  await sql.unsafe(`set local statement_timeout = 0; set local timezone = 'UTC'`)
}
