import type { LocalDate, Sport } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** What was done of one sport, in columns of one entry per day on which it was done, ascending. Null: nothing says so. */
export interface SportDays {
  sport: Sport
  /** Days since `from`. */
  day: number[]
  activities: number[]
  timerS: (number | null)[]
  distanceM: (number | null)[]
  ascentM: (number | null)[]
  /** Without what the athlete keeps out of the load. */
  load: (number | null)[]
  /** Activities of the day whose load is not known. */
  withoutLoad: number[]
}

/** Duplicates and undated activities do not count. */
export async function listSportDays({ sql, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<SportDays[]> {
  return sql<SportDays[]>`
    with loads as (
      select distinct on (activity_id) activity_id, value from activity_metrics
      where user_id = ${userId} and metric_id = 'load' and session_index = -1 order by activity_id, version desc
    ), days as (
      select a.sport, a.local_date - ${from}::date as day, count(*)::integer as activities,
        sum(coalesce(a.timer_s, a.elapsed_s)) as timer_s, sum(a.distance_m) as distance_m, sum(a.ascent_m) as ascent_m,
        sum(l.value) filter (where not a.excluded_from_load) as load,
        count(*) filter (where l.value is null and not a.excluded_from_load)::integer as without_load
      from activities a left join loads l on l.activity_id = a.id
      where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
      group by a.sport, a.local_date
    )
    select sport, json_agg(day order by day) as day, json_agg(activities order by day) as activities,
      json_agg(timer_s order by day) as "timerS", json_agg(distance_m order by day) as "distanceM",
      json_agg(ascent_m order by day) as "ascentM", json_agg(load order by day) as load,
      json_agg(without_load order by day) as "withoutLoad"
    from days group by sport order by sport`
}

/**
 * Days, counted from `from`, that something speaks of even where nobody trained: a night, a resting heart rate, the
 * athlete's own journal, or a vendor that was asked for its activities. Stretches of them, both ends included.
 */
export async function listKnownDays(
  { sql, userId }: Tenant,
  from: LocalDate,
  to: LocalDate,
): Promise<[first: number, last: number][]> {
  const rows = await sql<{ first: number; last: number }[]>`
    with known as (
      select wake_date as date from sleep where user_id = ${userId} and wake_date between ${from} and ${to}
      union
      select local_date from health_metrics
        where user_id = ${userId} and metric_id = 'resting_hr_bpm' and local_date between ${from} and ${to}
      union
      select local_date from journal_days where user_id = ${userId} and local_date between ${from} and ${to}
      union
      select local_date from sync_days where user_id = ${userId} and dataset = 'activities'
        and state in ('have', 'empty') and local_date between ${from} and ${to}
    )
    select min(date) - ${from}::date as first, max(date) - ${from}::date as last
    from (select date, date - (row_number() over (order by date))::int as island from known) k
    group by island order by 1`
  return rows.map(({ first, last }) => [first, last])
}
