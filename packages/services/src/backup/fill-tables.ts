import type postgres from 'postgres'

interface Column {
  table: string
  name: string
  type: string
  /** Definitions of the checks that mention it. */
  checks: string
}

/** What no rule below finds: values with a format of their own. */
const special: Record<string, string> = {
  sha256: `repeat('ab', 32)`,
  token_sha256: `sha256('token')`,
  code_sha256: `sha256('code')`,
  scopes: `'{read}'`,
}
const byType: Record<string, string> = {
  boolean: 'true',
  bytea: `'\\x00ff5c'::bytea`,
  date: `'2024-02-29'`,
  halfvec: `array_fill(0.1::real, array[1024])::halfvec`,
  jsonb: `'{"emoji": "🏃", "null": null, "n": 1e-7}'`,
  text: `E'한글 \\\\N \\t"\\'\\n'`,
  'double precision': `0.1::float8 + 0.2`,
  real: `0.1::float4`,
  'timestamp with time zone': `'2024-06-01 12:34:56.789012+09'`,
  'double precision[]': `'{NaN, Infinity, -0, 1e-308}'`,
  'real[]': `'{NaN, 1.1}'`,
  'text[]': `array['', 'NULL', 'a,"b"']`,
  'smallint[]': `'{-1, NULL, 3}'`,
}

/** One row in each of our tables that has none, every column set but numbers from a sequence, references unchecked. Returns what could not be filled. */
export async function fillTables(sql: postgres.Sql): Promise<string[]> {
  const columns = await sql<Column[]>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, coalesce((
        select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)), '') as checks
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = '' and a.attidentity = ''
      order by c.relname, a.attnum`
  const unfilled: string[] = []
  for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
    const names = own.map(({ name }) => name).join(', ')
    const values = own.map(valueOf).join(', ')
    await sql
      .begin(async (tx) => {
        await tx`set local session_replication_role = replica`
        await tx.unsafe(`insert into ${table} (${names}) select ${values} where not exists (select from ${table})`)
      })
      .catch((error: unknown) => unfilled.push(`${table}: ${String(error)}`))
  }
  return unfilled
}

function valueOf({ name, type, checks }: Column): string {
  const listed = /ARRAY\['([^']+)'/.exec(checks)?.[1]
  if (listed) return `'${listed}'`
  return special[name] ?? byType[type] ?? '1'
}
