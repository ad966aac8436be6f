import type postgres from 'postgres'
import { z } from 'zod'

const tally = z.object({ count: z.int(), hash: z.string() })

/** What has to be the same before and after, whatever the order of the rows on disk. */
export const fingerprintSchema = z.object({
  /** Rows of each table and the sum of their hashes. */
  tables: z.record(z.string(), tally),
  /** Constraints, indexes, policies, functions, rights … as the database itself words them. */
  objects: z.record(z.string(), tally),
  /** Chunks of each hypertable. */
  chunks: z.record(z.string(), z.int()),
})
export type Fingerprint = z.infer<typeof fingerprintSchema>

/** Reads every row once, in a transaction of the caller's. Wants a role that sees all of them. */
export async function fingerprintDatabase(sql: postgres.TransactionSql): Promise<Fingerprint> {
  // Names are worded relative to it.
  await sql`set local search_path = public`
  const tables: Fingerprint['tables'] = {}
  for (const { name, row } of await sql<{ name: string; row: string }[]>`${sql.unsafe(listTables)}`) {
    const [sum] = await sql.unsafe<[{ count: string; hash: string }]>(
      `select count(*)::text, coalesce(sum(hash_record_extended(row(${row}), 0)), 0)::text as hash from ${name}`,
    )
    tables[name] = { count: Number(sum.count), hash: sum.hash }
  }
  const objects = await sql<{ kind: string; count: number; hash: string }[]>`${sql.unsafe(listObjects)}`
  const chunks = await sql<{ name: string; chunks: number }[]>`
    select hypertable_name as name, count(*)::integer as chunks from timescaledb_information.chunks group by 1`
  return {
    tables,
    objects: Object.fromEntries(objects.map(({ kind, count, hash }) => [kind, { count, hash }])),
    chunks: Object.fromEntries(chunks.map((row) => [row.name, row.chunks])),
  }
}

/** One sentence for each thing that is not as it was. */
export function compareFingerprints(expected: Fingerprint, found: Fingerprint): string[] {
  const tallies = (part: 'tables' | 'objects', word: string) =>
    namesOf(expected[part], found[part]).flatMap((name) => {
      const [was, is] = [expected[part][name], found[part][name]]
      if (was?.count !== is?.count)
        return [`${name}: ${was?.count ?? 'no'} ${word} expected, ${is?.count ?? 'none'} found`]
      return was?.hash === is?.hash ? [] : [`${name}: the ${word} differ`]
    })
  const chunks = namesOf(expected.chunks, found.chunks).flatMap((name) => {
    const was = expected.chunks[name] ?? 0
    const is = found.chunks[name] ?? 0
    return was === is ? [] : [`${name}: ${was} chunks expected, ${is} found`]
  })
  return [...tallies('tables', 'rows'), ...tallies('objects', 'definitions'), ...chunks]
}

const namesOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()

const ours = (oid: string, catalog: string): string =>
  `not exists (select from pg_depend d where d.objid = ${oid} and d.classid = '${catalog}'::regclass and d.deptype = 'e')`

/** Our tables with their columns; types of extensions have no hash of their own and go as text. */
const listTables = `
  select format('%I', c.relname) as name, string_agg(
      case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ('json', '_json', 'xml')
        then format('%I', a.attname) else format('%I::text', a.attname) end, ', ' order by a.attname) as row
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${ours('c.oid', 'pg_class')}
    group by c.relname order by c.relname`

const ourRelations = `select * from pg_class where relnamespace = 'public'::regnamespace and ${ours('pg_class.oid', 'pg_class')}`
const ourFunctions = `select * from pg_proc where pronamespace = 'public'::regnamespace and ${ours('pg_proc.oid', 'pg_proc')}`
const rights = (of: string, items: string): string =>
  `select 'grants', concat_ws(' ', ${of}, r.grantee::regrole, r.privilege_type, r.is_grantable) from ${items}`

const listObjects = `
  with relations as (${ourRelations}), functions as (${ourFunctions}), listed (kind, wording) as (
    select 'columns', concat_ws(' ', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
      from relations c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where c.relkind in ('r', 'p', 'v')
    union all select 'constraints', concat_ws(' ', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join relations c on c.oid = k.conrelid
    union all select 'indexes', pg_get_indexdef(i.indexrelid) from pg_index i join relations c on c.oid = i.indrelid
    union all select 'triggers', pg_get_triggerdef(t.oid)
      from pg_trigger t join relations c on c.oid = t.tgrelid where not t.tgisinternal
    union all select 'policies', concat_ws(' ', p.tablename, p.policyname, p.permissive, p.roles, p.cmd, p.qual, p.with_check)
      from pg_policies p where p.schemaname = 'public'
    union all select 'tables', concat_ws(' ', relname, relkind, relowner::regrole, relrowsecurity, relforcerowsecurity)
      from relations where relkind <> 'i'
    union all select 'views', concat_ws(' ', oid::regclass, reloptions, pg_get_viewdef(oid)) from relations where relkind = 'v'
    union all select 'functions', concat_ws(' ', proowner::regrole, pg_get_functiondef(oid))
      from functions where prokind in ('f', 'p')
    union all ${rights('c.relname', `relations c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) r where c.relkind <> 'i'`)}
    union all ${rights('a.attrelid::regclass, a.attname', `relations c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) r`)}
    union all ${rights('f.oid::regprocedure', `functions f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) r`)}
    union all ${rights(`'public'`, `pg_namespace n, aclexplode(n.nspacl) r where n.nspname = 'public'`)}
    union all select 'extensions', extname from pg_extension
  )
  select kind, count(*)::integer as count, md5(string_agg(wording, e'\\n' order by wording collate "C")) as hash
    from listed group by kind order by kind`
