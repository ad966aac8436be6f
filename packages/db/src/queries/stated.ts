import postgres from 'postgres'
import type { Tenant } from '../database.ts'

/**
 * Tables of which each row is something the athlete said, chose or was told, and that refer to no other row: an export takes
 * them along as they are, and whoever imports it has them again. A new table of this kind is one word here.
 */
export const statedTables = [
  'training_settings',
  'muted_alerts',
  'saved_filters',
  'privacy_zones',
  'journal_days',
  'injuries',
  'morning_runs',
  'risk_assessments',
  'notices',
  'plans',
  'plan_revisions',
  'plan_weeks',
  'workouts',
  'workout_schedule',
  'workout_adjustments',
  'guideline_documents',
] as const
export type StatedTable = (typeof statedTables)[number]

export type StatedRows = Partial<Record<StatedTable, Record<string, unknown>[]>>

export async function readStatedRows({ sql, userId }: Tenant): Promise<StatedRows> {
  const stated: StatedRows = {}
  for (const table of statedTables) {
    const [row] = await sql<{ rows: Record<string, unknown>[] }[]>`
      select coalesce(json_agg(to_jsonb(t) - '{user_id,created_at,updated_at}'::text[] order by t), '[]') as rows
      from ${sql(table)} t where user_id = ${userId}`
    if (row!.rows.length > 0) stated[table] = row!.rows
  }
  return stated
}

/** Adds the rows that are not there yet; what stands already holds, and what the table refuses is left out. */
export async function takeStatedRows(tenant: Tenant, stated: StatedRows): Promise<void> {
  for (const table of statedTables) {
    const rows = stated[table] ?? []
    if (await insertStated(tenant, table, rows)) continue
    for (const row of rows) await insertStated(tenant, table, [row])
  }
}

async function insertStated(
  { sql, userId }: Tenant,
  table: StatedTable,
  rows: Record<string, unknown>[],
): Promise<boolean> {
  if (rows.length === 0) return true
  // What an older export does not know yet gets the table's own defaults.
  const known = await sql<{ name: string }[]>`
    select format('%I', attname) as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attname <> 'user_id'
      and attname = any(${Object.keys(rows[0]!)}::text[])`
  if (known.length === 0) return false
  const names = known.map(({ name }) => name).join(', ')
  try {
    await sql.savepoint((nested) =>
      nested.unsafe(
        `insert into ${table} (user_id, ${names})
         select $1::integer, ${names} from json_populate_recordset(null::${table}, $2::json) on conflict do nothing`,
        [userId, JSON.stringify(rows)],
      ),
    )
    return true
  } catch (error) {
    if (error instanceof postgres.PostgresError && /^2[23]/.test(error.code)) return false
    throw error
  }
}
