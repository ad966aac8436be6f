import type { DailyMetricValue, LocalDate } from '@rc/domain'
import type { Tenant } from '../database.ts'
import { insertJsonRows, toJsonRows, type JsonRows } from './json-rows.ts'

/** Replaces every derived number of one activity. */
export async function replaceActivityMetrics(tenant: Tenant, activityId: number, metrics: JsonRows): Promise<void> {
  await tenant.sql`delete from activity_metrics where activity_id = ${activityId}`
  await insertJsonRows(tenant, { activity_id: activityId }, { activity_metrics: metrics })
}

/**
 * Makes the days from `from` on what `rows` say: writes those that changed, removes those that are no longer there.
 * Returns how many rows were touched.
 */
export async function replaceDailyMetrics(
  { sql, userId }: Tenant,
  from: LocalDate,
  rows: DailyMetricValue[],
): Promise<number> {
  const fresh = toJsonRows(rows.filter((row) => row.localDate >= from))
  const [touched] = await sql.unsafe<{ rows: number }[]>(
    `with fresh as materialized (select * from json_populate_recordset(null::fitness_metrics_daily, $1::json)),
     gone as (
       delete from fitness_metrics_daily d where d.local_date >= $3::date and not exists (
         select from fresh f where (f.metric_id, f.version, f.local_date) = (d.metric_id, d.version, d.local_date))
       returning 1
     ),
     changed as (
       insert into fitness_metrics_daily as d (user_id, local_date, metric_id, version, value, unit, method, coverage, confidence, missing, detail)
       select $2::integer, local_date, metric_id, version, value, unit, method, coverage, confidence, missing, detail from fresh
       on conflict (user_id, metric_id, version, local_date) do update set value = excluded.value, unit = excluded.unit,
         method = excluded.method, coverage = excluded.coverage, confidence = excluded.confidence, missing = excluded.missing,
         detail = excluded.detail
       where (d.value, d.unit, d.method, d.coverage, d.confidence, d.missing, d.detail) is distinct from
         (excluded.value, excluded.unit, excluded.method, excluded.coverage, excluded.confidence, excluded.missing, excluded.detail)
       returning 1
     )
     select (select count(*) from gone) + (select count(*) from changed) as rows`,
    [fresh.json, userId, from],
  )
  return touched!.rows
}

/** What each canonical, dated activity since `from` adds to its day, in the newest version of both numbers. */
export async function listDayLoads(
  { sql, userId }: Tenant,
  from: LocalDate,
): Promise<{ date: LocalDate; load: number | null; trimp: number | null }[]> {
  const valueOf = (metricId: string) => sql`
    left join lateral (
      select value from activity_metrics m
      where m.activity_id = a.id and m.session_index = -1 and m.metric_id = ${metricId} order by m.version desc limit 1
    )`
  return sql<{ date: LocalDate; load: number | null; trimp: number | null }[]>`
    select a.local_date as date, l.value as load, t.value as trimp
    from activities a ${valueOf('load')} l on true ${valueOf('trimp_banister')} t on true
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date >= ${from}
    order by a.local_date, a.id`
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
