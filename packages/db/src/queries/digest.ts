import { channels } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** How often each row stands there, by table and content; what changes with every write is left out. */
export type Digest = Map<string, number>

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
const ofOrigin = ['activities', 'sleep', 'health_metrics', 'hr_records']

/** Everything that one file became, or these events, as hashes. Samples count as one thing per activity. */
export async function digestRows(
  { sql }: Tenant,
  origin: { rawFileId: number } | { rawEventIds: number[] },
): Promise<Digest> {
  const [from, value] =
    'rawFileId' in origin
      ? ['raw_file_id = $1', origin.rawFileId]
      : ['raw_event_id = any($1::int[])', origin.rawEventIds]
  const hash = `hashtextextended((to_jsonb(t) - '{created_at,updated_at}'::text[])::text, 0)::text`
  const withoutId = `hashtextextended((to_jsonb(t) - '{id,created_at,updated_at}'::text[])::text, 0)::text`
  const rows = await sql.unsafe<{ key: string; times: number }[]>(
    `select key, count(*) as times from (
       ${ofOrigin
         .map(
           (table) =>
             `select '${table} ' || ${table === 'activities' ? hash : withoutId} as key from ${table} t where ${from}`,
         )
         .join(' union all ')}
       union all
       ${ofActivity
         .map(
           (table) =>
             `select '${table} ' || ${hash} from ${table} t where activity_id in (select id from activities where ${from})`,
         )
         .join(' union all ')}
       union all
       select 'activity_samples ' || a.id || ' ' || s.rows || ' ' || coalesce(s.sum, 0)
       from activities a cross join lateral (
         select count(*) as rows, sum(hash_record_extended(row(seq, time, ${channels.map((c) => c.column).join(', ')}), 0)::numeric) as sum
         from own_activity_samples where activity_id = a.id and time between a.samples_from and a.samples_to
       ) s where a.${from}
     ) all_rows group by key`,
    [value as never],
    { prepare: true },
  )
  return new Map(rows.map((row) => [row.key, row.times]))
}

/** Rows that differ: those that are gone or those that are new, whichever is more, table by table. */
export function countDifferences(before: Digest, after: Digest): number {
  const perTable = new Map<string, { gone: number; fresh: number }>()
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const more = (after.get(key) ?? 0) - (before.get(key) ?? 0)
    const [table = ''] = key.split(' ')
    const counts = perTable.get(table) ?? { gone: 0, fresh: 0 }
    perTable.set(table, counts)
    if (more > 0) counts.fresh += more
    else counts.gone -= more
  }
  return [...perTable.values()].reduce((sum, { gone, fresh }) => sum + Math.max(gone, fresh), 0)
}
