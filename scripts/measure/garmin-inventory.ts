import type postgres from 'postgres'
import type { Inventory } from './inventory.ts'

/** A row's content without numbers that say only in which order it came, or when it was asked. */
const hashOf = (row: string, ...without: string[]) =>
  `hashtextextended((to_jsonb(${row}) - '{${['id', 'user_id', 'created_at', 'updated_at', 'raw_file_id', 'raw_event_id', ...without].join(',')}}'::text[])::text, 0)`

/** All that the vendor's history has become for the athletes, by their logins. */
export async function takeGarminInventory(sql: postgres.Sql): Promise<Inventory> {
  const of = (table: string, key: string) =>
    `select '${table} ' || u.login || ' ' || ${key} as key from ${table} t join users u on u.id = t.user_id`
  const parts = [
    of('garmin_raw_files', 't.sha256'),
    // An answer that says nothing of its day need not have been asked for; that the day is empty stands in sync_days.
    `${of('garmin_raw_events', `t.dataset || ' ' || t.natural_key || ' ' || t.sha256`)} where t.is_current
       and not exists (select from sync_days d where d.user_id = t.user_id and d.dataset = t.dataset
         and d.local_date::text = t.natural_key and d.state = 'empty')`,
    of('vendor_activities', `t.vendor_activity_id || ' ' || t.file_state || ' ' || coalesce(t.gone_at::text, '')`),
    of('activities', hashOf('t', 'duplicate_of')),
    of('sleep', hashOf('t')),
    of('health_metrics', hashOf('t')),
    of('sync_days', `t.dataset || ' ' || t.local_date || ' ' || t.state || ' ' || t.items`),
    of('sync_failures', `t.dataset || ' ' || t.subject`),
    `select 'hr_records ' || u.login || ' ' || count(*) || ' ' || sum(t.bpm) as key
       from hr_records t join users u on u.id = t.user_id group by u.login`,
    `select 'activity_samples ' || u.login || ' ' || count(*) || ' ' || count(distinct t.activity_id) as key
       from activity_samples t join activities a on a.id = t.activity_id join users u on u.id = a.user_id group by u.login`,
  ]
  const rows = await sql.unsafe(
    `select key, count(*)::int as times from (${parts.join(' union all ')}) all_rows group by key`,
  )
  return new Map(rows.map((row) => [row['key'] as string, row['times'] as number]))
}
