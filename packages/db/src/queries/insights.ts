import type { Confidence, LocalDate, Sport } from '@rc/domain'
import type { Tenant } from '../database.ts'
import { loadMetricId } from './activities.ts'

/** What was done of one sport on one day; duplicates and undated activities do not count. */
export interface DayTotals {
  localDate: LocalDate
  sport: Sport
  activities: number
  timerS: number
  distanceM: number
  load: number
  withoutLoad: number
}

export async function sumByDay({ sql, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<DayTotals[]> {
  return sql<DayTotals[]>`
    select a.local_date as "localDate", a.sport, count(*)::integer as activities,
      coalesce(sum(coalesce(a.timer_s, a.elapsed_s)), 0) as "timerS", coalesce(sum(a.distance_m), 0) as "distanceM",
      coalesce(sum(m.value) filter (where not a.excluded_from_load), 0) as load,
      count(*) filter (where m.value is null and not a.excluded_from_load)::integer as "withoutLoad"
    from activities a
    left join lateral (
      select value from activity_metrics
      where activity_id = a.id and session_index = -1 and metric_id = ${loadMetricId} order by version desc limit 1
    ) m on true
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
    group by a.local_date, a.sport order by a.local_date, a.sport`
}

export interface DailyRow {
  metricId: string
  version: number
  unit: string
  method: string
  localDate: LocalDate
  value: number | null
  coverage: number | null
  confidence: Confidence
  missing: string[]
}

/** Days of the wanted metrics, each metric in its newest version, ascending. */
export async function listDaily(
  { sql, userId }: Tenant,
  ids: string[],
  from: LocalDate,
  to: LocalDate,
): Promise<DailyRow[]> {
  return sql<DailyRow[]>`
    select d.metric_id as "metricId", d.version, d.unit, d.method, d.local_date as "localDate", d.value, d.coverage,
      d.confidence, d.missing
    from unnest(${ids}::text[]) with ordinality as wanted (metric_id, place)
    cross join lateral (
      select version from fitness_metrics_daily
      where user_id = ${userId} and metric_id = wanted.metric_id order by version desc limit 1
    ) newest
    join fitness_metrics_daily d on d.user_id = ${userId} and d.metric_id = wanted.metric_id
      and d.version = newest.version and d.local_date between ${from} and ${to}
    order by wanted.place, d.local_date`
}

export interface HistoryState {
  firstDate: LocalDate | null
  undated: number
  lastImportAt: Date | null
}

export async function readHistoryState({ sql, userId }: Tenant): Promise<HistoryState> {
  const [row] = await sql<{ firstDate: string | null; undated: number; lastImportAt: string | null }[]>`
    select
      (select min(local_date) from activities where user_id = ${userId} and duplicate_of is null) as "firstDate",
      (select count(*)::integer from activities
        where user_id = ${userId} and duplicate_of is null and local_date is null) as undated,
      (select created_at from import_batches where user_id = ${userId} order by id desc limit 1) as "lastImportAt"`
  return {
    firstDate: row?.firstDate ?? null,
    undated: row?.undated ?? 0,
    lastImportAt: row?.lastImportAt ? new Date(row.lastImportAt) : null,
  }
}

/** Why loads are missing, each reason once. */
export async function listMissingForLoad({ sql, userId }: Tenant): Promise<string[]> {
  const rows = await sql<{ reason: string }[]>`
    select distinct unnest(m.missing) as reason from activity_metrics m
    where m.user_id = ${userId} and m.metric_id = ${loadMetricId} and m.session_index = -1 and m.value is null`
  return rows.map(({ reason }) => reason)
}
