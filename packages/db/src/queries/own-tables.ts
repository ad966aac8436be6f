import type { Tenant } from '../database.ts'

/** A table as far as it is one athlete's and theirs to see. */
export interface OwnTable {
  /** Its name without the `own_` of a view that stands before a table. */
  name: string
  relation: string
  /** Holds the athlete's id: `user_id`, or `id` in `users`. */
  owner: 'user_id' | 'id'
  columns: string[]
}

/** What proves who somebody is stays here: hashes and keys are bytes, other secrets are told by their name. */
const secret = `(password|secret|token|recovery|code_hash)`

/** Every table with rows of athletes that the app role may read, as the database itself knows them. */
export async function listOwnTables({ sql }: Tenant): Promise<OwnTable[]> {
  const rows = await sql.unsafe<OwnTable[]>(
    `select regexp_replace(c.relname, '^own_', '') as name, c.relname as relation,
       case when c.relname = 'users' then 'id' else 'user_id' end as owner,
       json_agg(a.attname order by a.attnum)
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

const ROWS_AT_ONCE = 2_000

/** All rows of the athlete, some at a time as they are asked for, each a JSON object. Times are UTC. */
export async function* readOwnRows(
  { sql, userId }: Tenant,
  { relation, owner, columns }: OwnTable,
): AsyncGenerator<string[]> {
  const rows = sql<{ line: string }[]>`
    select row_to_json(r)::text as line
    from (select ${sql(columns)} from ${sql(relation)} where ${sql(owner)} = ${userId}) r`.cursor(ROWS_AT_ONCE)
  for await (const page of rows) yield page.map(({ line }) => line)
}

/** For a statement that takes as long as the reader's line is slow. */
export async function allowLongReading({ sql }: Tenant): Promise<void> {
  await sql.unsafe(`set local statement_timeout = 0; set local timezone = 'UTC'`)
}
