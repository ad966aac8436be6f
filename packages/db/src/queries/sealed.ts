import type { Database, Tenant } from '../database.ts'

/** A column whose values only the vault opens. */
export interface SealedColumn {
  table: string
  column: string
}

/**
 * All columns of the vault, as the database itself knows them: bytes by a name that ends in `sealed`. Not `two_step`: what
 * is in there is sealed with a key of the api's own.
 */
export async function listSealedColumns({ client }: Pick<Database, 'client'>): Promise<SealedColumn[]> {
  return client<SealedColumn[]>`
    select c.relname as table, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'two_step'
      and a.attname ~ '(^|_)sealed$' and a.atttypid = 'bytea'::regtype
    order by 1, 2`
}

export async function readSealedValues(
  { sql, userId }: Tenant,
  { table, column }: SealedColumn,
): Promise<Uint8Array[]> {
  const rows = await sql<{ value: Uint8Array }[]>`
    select ${sql(column)} as value from ${sql(table)} where user_id = ${userId} and ${sql(column)} is not null`
  return rows.map(({ value }) => value)
}

/** Only where the old value still stands: whoever has written another one meanwhile was later. */
export async function replaceSealedValue(
  { sql, userId }: Tenant,
  { table, column }: SealedColumn,
  { old, fresh }: { old: Uint8Array; fresh: Uint8Array },
): Promise<void> {
  await sql`
    update ${sql(table)} set ${sql(column)} = ${Buffer.from(fresh)}
    where user_id = ${userId} and ${sql(column)} = ${Buffer.from(old)}`
}
