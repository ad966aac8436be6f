import type postgres from 'postgres'

/** How often each row stands in the database, without the numbers that say only in which order it came. */
export type Inventory = Map<string, number>

/** A row's content without these columns. */
const hashOf = (row: string, ...without: string[]) =>
  `hashtextextended((to_jsonb(${row}) - '{${['id', 'user_id', 'created_at', 'updated_at', ...without].join(',')}}'::text[])::text, 0)`
const ofActivity = [
  'activity_sessions',
  'activity_laps',
  'activity_lengths',
  'activity_events',
  'activity_rr',
  'activity_developer_channels',
  'activity_metrics',
  'activity_summaries',
]
const activityKey = `f.sha256 || '/' || a.recording_index`
const fromActivity = `from activities a join garmin_raw_files f on f.id = a.raw_file_id`

/** All that one athlete's imports have become; files are named by their content. */
export async function takeInventory(sql: postgres.Sql): Promise<Inventory> {
  const parts = [
    `select 'file ' || sha256 || ' ' || ${hashOf('f', 'import_batch_id')} as key from garmin_raw_files f`,
    `select 'item ' || i.name || ' ' || i.state || ' ' || coalesce(i.error_code, '') || ' ' || i.activity_count from import_items i`,
    `select 'activity ' || ${activityKey} || ' ' || ${hashOf('a', 'raw_file_id', 'duplicate_of')} || ' repeats ' || coalesce(g.sha256, '-')
       ${fromActivity} left join activities d on d.id = a.duplicate_of left join garmin_raw_files g on g.id = d.raw_file_id`,
    ...ofActivity.map(
      (table) =>
        `select '${table} ' || ${activityKey} || ' ' || ${hashOf('t', 'activity_id')} ${fromActivity} join ${table} t on t.activity_id = a.id`,
    ),
    `select 'samples ' || ${activityKey} || ' ' || s.rows || ' ' || s.sum ${fromActivity} cross join lateral (
       select count(*) as rows, sum(hash_record_extended(row(seq, time, lat_deg, distance_m, hr_bpm), 0)::numeric) as sum
       from activity_samples where activity_id = a.id) s`,
    `select 'samples of nobody' from activity_samples s where not exists (select from activities a where a.id = s.activity_id)`,
    `select 'day ' || ${hashOf('d')} from fitness_metrics_daily d`,
    `select 'job ' || kind || ' ' || state || ' ' || coalesce(error_code, '') from sync_jobs where kind like 'import.%'`,
  ]
  const rows = await sql.unsafe(
    `select key, count(*)::int as times from (${parts.join(' union all ')}) all_rows group by key`,
  )
  return new Map(rows.map((row) => [row['key'] as string, row['times'] as number]))
}

/** One line for each row that only one of them has, or has more often. */
export function compareInventories(expected: Inventory, found: Inventory): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])].sort().flatMap((key) => {
    const [wanted, got] = [expected.get(key) ?? 0, found.get(key) ?? 0]
    return wanted === got ? [] : [`${got} instead of ${wanted}: ${key}`]
  })
}
