import type { Tenant } from '../database.ts'

/** A table as far as it is one athlete's and theirs to see. */
export interface OwnTable {
  /** Its name without the `own_` of a view that stands before a table. */
  name: string
  relation: string
  /** Holds the athlete's id: `user_id`, or `id` in `users`. */
  owner: 'user_id' | 'id'
  columns: string[]
  /** Of each column: how the database calls its type. */
  types: string[]
}

/**
 * What proves who somebody is stays here: hashes and keys are bytes, other secrets are told by their name; `tokens` are what
 * a model counts in. Embeddings say nothing that their text does not.
 */
const secret = `(password|secret|token(?!s$)|recovery|code_hash)`

const shown = `t.typname not in ('bytea', 'halfvec') and a.attname !~ '${secret}'`

/** Every table with rows of athletes that the app role may read, as the database itself knows them. */
export async function listOwnTables({ sql }: Tenant): Promise<OwnTable[]> {
  const rows = await sql.unsafe<OwnTable[]>(
    `select regexp_replace(c.relname, '^own_', '') as name, c.relname as relation,
       case when c.relname = 'users' then 'id' else 'user_id' end as owner,
       json_agg(a.attname order by a.attnum) filter (where ${shown}) as columns,
       json_agg(t.typname order by a.attnum) filter (where ${shown}) as types
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
export async function* readOwnRows(tenant: Tenant, table: OwnTable): AsyncGenerator<string[]> {
  yield* readLines(tenant, table, 'row_to_json(r)::text')
}

/**
 * The same as lines of CSV (RFC 4180, without their ends), made where the rows are. Text that a spreadsheet would run has a '
 * before it; numbers, also negative ones, stay numbers; null is empty, empty text is "".
 */
export async function* readOwnCsvLines(tenant: Tenant, table: OwnTable): AsyncGenerator<string[]> {
  const cells = table.columns.map((column, i) => cellOf(`r."${column.replaceAll('"', '""')}"`, table.types[i]!))
  yield* readLines(tenant, table, cells.join(` || ',' || `))
}

async function* readLines(
  { sql, userId }: Tenant,
  { relation, owner, columns }: OwnTable,
  line: string,
): AsyncGenerator<string[]> {
  const rows = sql<{ line: string }[]>`
    select ${sql.unsafe(line)} as line
    from (select ${sql(columns)} from ${sql(relation)} where ${sql(owner)} = ${userId}) r`.cursor(ROWS_AT_ONCE)
  for await (const page of rows) yield page.map(({ line }) => line)
}

const plainTypes = /^(int[248]|float[48]|numeric|bool)$/
const textTypes = /^(text|varchar|bpchar|name)$/

function cellOf(value: string, type: string): string {
  if (plainTypes.test(type)) return `coalesce(${value}::text, '')`
  if (!textTypes.test(type) && !/^_|^jsonb?$/.test(type)) return `coalesce(${quoted(`to_json(${value}) #>> '{}'`)}, '')`
  if (!textTypes.test(type)) return `coalesce(${quoted(`to_json(${value})::text`)}, '')`
  // What a spreadsheet would take for the beginning of a formula.
  const harmless = `case when ${value} ~ '^[-=+@\\t\\r]' then '''' || ${value} else ${value} end`
  return `case when ${value} is null then '' when ${value} = '' then '""' else ${quoted(harmless)} end`
}

const quoted = (text: string): string =>
  `case when (${text}) ~ '[",\\r\\n]' then '"' || replace(${text}, '"', '""') || '"' else ${text} end`

/** For a statement that takes as long as the reader's line is slow. */
export async function allowLongReading({ sql }: Tenant): Promise<void> {
  await sql.unsafe(`set local statement_timeout = 0; set local timezone = 'UTC'`)
}
