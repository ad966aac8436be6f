import { isDeepStrictEqual } from 'node:util'
import { sportsOf, type DailyMetricValue, type LocalDate, type Sport } from '@rc/domain'
import type { Tenant } from '../database.ts'
import { insertJsonRows, toJsonRows, type JsonRows } from './json-rows.ts'

/** Replaces every derived number of one activity, and what is kept to make them again. */
export async function replaceActivityMetrics(
  tenant: Tenant,
  activityId: number,
  { metrics, summaries }: { metrics: JsonRows; summaries: JsonRows },
): Promise<void> {
  await tenant.sql`delete from activity_metrics where activity_id = ${activityId}`
  await tenant.sql`delete from activity_summaries where activity_id = ${activityId}`
  await insertJsonRows(
    tenant,
    { activity_id: activityId },
    { activity_metrics: metrics, activity_summaries: summaries },
  )
}

/** What is kept of an activity, with what its numbers depend on besides. */
export interface StoredSummary {
  activityId: number
  localDate: LocalDate | null
  rpe: number | null
  sports: Sport[]
  sessions: unknown
}

export async function listSummaries({ sql }: Tenant, activityIds: number[]): Promise<StoredSummary[]> {
  return sql<StoredSummary[]>`
    select a.id as "activityId", a.local_date as "localDate", a.rpe, s.sports, s.sessions
    from activity_summaries s join activities a on a.id = s.activity_id where a.id = any(${activityIds}::int[])`
}

/**
 * Makes these numbers of several activities what `metrics` say, and notes what they were made from (`inputs`, rows of
 * activity and hash). Rows that say so already are not touched, of any of the metrics `ids` those that are no longer made
 * are removed. Returns the days on which a number changed.
 */
export async function updateActivityMetrics(
  { sql, userId }: Tenant,
  ids: string[],
  metrics: JsonRows,
  inputs: JsonRows,
): Promise<LocalDate[]> {
  const columns = 'value, unit, method, coverage, confidence, missing, detail, inputs_hash'
  const numbers = columns.replace(', inputs_hash', '')
  const of = (table: string) => numbers.replaceAll(/\w+/g, (name) => `${table}.${name}`)
  const rows = await sql.unsafe<{ day: LocalDate }[]>(
    `with fresh as materialized (select * from json_populate_recordset(null::activity_metrics, $1::json)),
     inputs as materialized (select * from json_populate_recordset(null::activity_summaries, $2::json)),
     noted as (
       update activity_summaries s set inputs_hash = i.inputs_hash, updated_at = now() from inputs i
       where s.activity_id = i.activity_id
     ),
     gone as (
       delete from activity_metrics m using inputs i
       where m.activity_id = i.activity_id and m.metric_id = any($3::text[]) and not exists (
         select from fresh f where (f.activity_id, f.session_index, f.metric_id, f.version) = (m.activity_id, m.session_index, m.metric_id, m.version))
       returning m.activity_id
     ),
     differing as materialized (
       select f.activity_id, f.session_index, f.metric_id, f.version, o.activity_id is null or (${of('f')}) is distinct from (${of('o')}) as is_other
       from fresh f left join activity_metrics o using (activity_id, session_index, metric_id, version)
       where o.activity_id is null or o.inputs_hash <> f.inputs_hash or (${of('f')}) is distinct from (${of('o')})
     ),
     written as (
       insert into activity_metrics as m (user_id, activity_id, session_index, metric_id, version, ${columns})
       select $4::integer, activity_id, session_index, metric_id, version, ${columns}
       from fresh join differing using (activity_id, session_index, metric_id, version)
       on conflict (activity_id, session_index, metric_id, version) do update set
         (${columns}, updated_at) = row(${columns.replaceAll(/\w+/g, (name) => `excluded.${name}`)}, now())
     )
     select distinct a.local_date::text as day from activities a
     where a.local_date is not null and a.id in (
       select activity_id from gone union select activity_id from differing where is_other)
     order by day`,
    [metrics.json, inputs.json, ids, userId],
  )
  return rows.map(({ day }) => day)
}

/**
 * Makes the days from `from` to `to` (null: and all after) what `rows` say of them: writes those that differ from what is
 * stored, removes those that are no longer there. Of a long history most rows stay as they are, and reading them costs less than sending all anew. Returns
 * how many were touched.
 */
export async function replaceDailyMetrics(
  { sql, userId }: Tenant,
  { from, to }: { from: LocalDate; to: LocalDate | null },
  rows: DailyMetricValue[],
): Promise<number> {
  const until = to ?? 'infinity'
  const stored = await sql<DailyMetricValue[]>`
    select local_date::text as "localDate", metric_id as "metricId", version, value, unit, method, coverage, confidence,
      missing, detail
    from fitness_metrics_daily where user_id = ${userId} and local_date between ${from} and ${until}`
  const gone = new Map(stored.map((row) => [keyOf(row), row]))
  const fresh = rows.filter((row) => {
    if (row.localDate < from || (to !== null && row.localDate > to)) return false
    const known = gone.get(keyOf(row))
    gone.delete(keyOf(row))
    return known === undefined || !saysTheSame(known, row)
  })
  if (gone.size > 0) {
    const left = [...gone.values()]
    await sql`
      delete from fitness_metrics_daily d
      using unnest(${left.map((row) => row.metricId)}::text[], ${left.map((row) => row.version)}::smallint[],
        ${left.map((row) => row.localDate)}::text[]::date[]) as g (metric_id, version, local_date)
      where d.user_id = ${userId} and (d.metric_id, d.version, d.local_date) = (g.metric_id, g.version, g.local_date)`
  }
  if (fresh.length > 0) {
    await sql.unsafe(
      `with fresh as materialized (select * from json_populate_recordset(null::fitness_metrics_daily, $1::json)),
       changed as (
         update fitness_metrics_daily d set value = f.value, unit = f.unit, method = f.method, coverage = f.coverage,
           confidence = f.confidence, missing = f.missing, detail = f.detail
         from fresh f
         where d.user_id = $2 and (d.metric_id, d.version, d.local_date) = (f.metric_id, f.version, f.local_date)
         returning d.metric_id, d.version, d.local_date
       )
       insert into fitness_metrics_daily (user_id, local_date, metric_id, version, value, unit, method, coverage, confidence, missing, detail)
       select $2::integer, local_date, metric_id, version, value, unit, method, coverage, confidence, missing, detail
       from fresh f where not exists (
         select from changed c where (c.metric_id, c.version, c.local_date) = (f.metric_id, f.version, f.local_date))`,
      [toJsonRows(fresh).json, userId],
    )
  }
  return gone.size + fresh.length
}

const keyOf = ({ metricId, version, localDate }: DailyMetricValue): string => `${metricId} ${version} ${localDate}`

function saysTheSame(a: DailyMetricValue, b: DailyMetricValue): boolean {
  return (
    a.value === b.value &&
    a.coverage === b.coverage &&
    a.confidence === b.confidence &&
    a.method === b.method &&
    a.unit === b.unit &&
    isDeepStrictEqual(a.missing, b.missing) &&
    isDeepStrictEqual(a.detail, b.detail)
  )
}

/** What one activity adds to its day. */
export interface DayLoadRow {
  date: LocalDate
  load: number | null
  trimp: number | null
  run: { distanceM: number | null; trimp: number | null } | null
  zonesS: [easy: number, moderate: number, hard: number] | null
}

/** What each canonical, dated activity since `from` adds to its day, in the newest version of both numbers; what the athlete keeps out of the load adds nothing. */
export async function listDayLoads(
  { sql, userId }: Tenant,
  { from, to }: { from: LocalDate; to: LocalDate | null },
): Promise<DayLoadRow[]> {
  const rowOf = (metricId: string) => sql`
    left join lateral (
      select value, detail from activity_metrics m
      where m.activity_id = a.id and m.session_index = -1 and m.metric_id = ${metricId} order by m.version desc limit 1
    )`
  const rows = await sql<(Omit<DayLoadRow, 'run'> & { isRun: boolean; distanceM: number | null })[]>`
    select a.local_date as date, l.value as load, t.value as trimp, a.sport = any(${sportsOf('run')}::text[]) as "isRun",
      coalesce((e.detail ->> 'totalLoadM')::float8, a.distance_m) as "distanceM",
      case when z.value is not null then jsonb_path_query_array(z.detail, '$.seconds[1 to 3]') end as "zonesS"
    from activities a ${rowOf('load')} l on true ${rowOf('trimp_banister')} t on true
      ${rowOf('elevation_load_m')} e on true ${rowOf('time_in_3_zones')} z on true
    where a.user_id = ${userId} and a.duplicate_of is null and not a.excluded_from_load
      and a.local_date between ${from} and ${to ?? 'infinity'}
    order by a.local_date, a.id`
  return rows.map(({ isRun, distanceM, ...row }) => ({ ...row, run: isRun ? { distanceM, trimp: row.trimp } : null }))
}

/** The day of the first canonical, dated activity. */
export async function readFirstDay({ sql, userId }: Tenant): Promise<LocalDate | null> {
  const [row] = await sql<{ first: LocalDate | null }[]>`
    select min(local_date) as first from activities where user_id = ${userId} and duplicate_of is null`
  return row?.first ?? null
}

export interface StoredDay {
  metricId: string
  version: number
  value: number | null
  detail: Record<string, unknown> | null
}

/** Every daily number of one day. */
export async function listDay({ sql, userId }: Tenant, date: LocalDate): Promise<StoredDay[]> {
  return sql<StoredDay[]>`
    select metric_id as "metricId", version, value, detail from fitness_metrics_daily
    where user_id = ${userId} and local_date = ${date}`
}
