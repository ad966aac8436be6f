import type { Confidence, LocalDate, Sport } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** One day metric over time: as many values as days, ascending. */
export interface DailyColumn {
  metricId: string
  days: LocalDate[]
  values: (number | null)[]
  coverages: (number | null)[]
}

/** The wanted day metrics in their newest version as columns; metrics without a day in it are left out. */
export async function listDailyColumns(
  { sql, userId }: Tenant,
  ids: string[],
  from: LocalDate,
  to: LocalDate,
): Promise<DailyColumn[]> {
  return sql<DailyColumn[]>`
    select d.metric_id as "metricId", json_agg(d.local_date order by d.local_date) as days,
      json_agg(d.value order by d.local_date) as values, json_agg(d.coverage order by d.local_date) as coverages
    from unnest(${ids}::text[]) as wanted (metric_id)
    cross join lateral (
      select version from fitness_metrics_daily
      where user_id = ${userId} and metric_id = wanted.metric_id order by version desc limit 1
    ) newest
    join fitness_metrics_daily d on d.user_id = ${userId} and d.metric_id = wanted.metric_id
      and d.version = newest.version and d.local_date between ${from} and ${to}
    group by d.metric_id`
}

/** `all`, `90d` or a year. */
export interface SeasonBest {
  season: string
  /** The duration or distance. */
  mark: number
  value: number
  startS: number | null
  activityId: number
  localDate: LocalDate
}

/** Sessions of these sports, each with the value of one metric; an activity of one sport is one session. */
const sessionsWith = (sql: Tenant['sql'], userId: number, metricId: string, sports: readonly Sport[]) => sql`
  activity_metrics m
  join activities a on a.id = m.activity_id and a.duplicate_of is null and a.local_date is not null
  left join activity_sessions s on s.activity_id = a.id and s.session_index = m.session_index
  where m.user_id = ${userId} and m.metric_id = ${metricId} and coalesce(s.sport, a.sport) = any(${sports as Sport[]}::text[])`

const seasons = (sql: Tenant['sql'], since90: LocalDate) => sql`
  seasoned as (
    select p.*, season from points p cross join lateral (
      values ('all'), (extract(year from p.date)::text), (case when p.date >= ${since90} then '90d' end)
    ) as of (season) where season is not null
  )`

/** Highest value of each duration of a mean-maximal curve, by season. Heart rates of doubtful quality are left out. */
export async function listCurveBests(
  { sql, userId }: Tenant,
  metricId: 'mean_max_power_w' | 'mean_max_hr',
  sports: readonly Sport[],
  since90: LocalDate,
): Promise<SeasonBest[]> {
  return sql<SeasonBest[]>`
    with points as (
      select a.id, a.local_date as date, p."durationS" as mark, p.value
      from (select m.activity_id, m.session_index, m.detail from ${sessionsWith(sql, userId, metricId, sports)}) m
      join activities a on a.id = m.activity_id
      left join activity_metrics q on q.activity_id = m.activity_id and q.session_index = m.session_index and q.metric_id = 'hr_quality'
      cross join lateral jsonb_to_recordset(m.detail -> 'curve') as p("durationS" float8, value float8)
      where ${metricId} <> 'mean_max_hr' or coalesce(q.value, 100) >= 50
    ), ${seasons(sql, since90)}
    select distinct on (season, mark) season, mark, value, null::float8 as "startS", id as "activityId", date as "localDate"
    from seasoned order by season, mark, value desc, date`
}

/** Fastest time over each distance, by season. */
export async function listEffortBests(
  { sql, userId }: Tenant,
  sports: readonly Sport[],
  since90: LocalDate,
): Promise<SeasonBest[]> {
  return sql<SeasonBest[]>`
    with points as (
      select a.id, a.local_date as date, p."distanceM" as mark, p."timeS" as value, p."startS"
      from (select m.activity_id, m.detail from ${sessionsWith(sql, userId, 'best_efforts', sports)}) m
      join activities a on a.id = m.activity_id
      cross join lateral jsonb_to_recordset(m.detail -> 'efforts') as p("distanceM" float8, "timeS" float8, "startS" float8)
    ), ${seasons(sql, since90)}
    select distinct on (season, mark) season, mark, value, "startS", id as "activityId", date as "localDate"
    from seasoned order by season, mark, value, date`
}

export interface EffortRow {
  distanceM: number
  timeS: number
  activityId: number
  localDate: LocalDate
}

/** The fastest effort over each distance since `from`. */
export async function listFastestEfforts(
  { sql, userId }: Tenant,
  sports: readonly Sport[],
  from: LocalDate,
): Promise<EffortRow[]> {
  return sql<EffortRow[]>`
    select distinct on (p."distanceM") p."distanceM", p."timeS", m.id as "activityId", m.local_date as "localDate"
    from (select a.id, a.local_date, m.detail from ${sessionsWith(sql, userId, 'best_efforts', sports)} and a.local_date >= ${from}) m
    cross join lateral jsonb_to_recordset(m.detail -> 'efforts') as p("distanceM" float8, "timeS" float8)
    order by p."distanceM", p."timeS", m.local_date`
}

/** The highest mean power over each duration since `from`. */
export async function listPowerBests(
  { sql, userId }: Tenant,
  sports: readonly Sport[],
  from: LocalDate,
): Promise<{ durationS: number; powerW: number; activityId: number; localDate: LocalDate }[]> {
  return sql<{ durationS: number; powerW: number; activityId: number; localDate: LocalDate }[]>`
    select distinct on (p."durationS") p."durationS", p.value as "powerW", m.id as "activityId", m.local_date as "localDate"
    from (select a.id, a.local_date, m.detail from ${sessionsWith(sql, userId, 'mean_max_power_w', sports)} and a.local_date >= ${from}) m
    cross join lateral jsonb_to_recordset(m.detail -> 'curve') as p("durationS" float8, value float8)
    order by p."durationS", p.value desc, m.local_date`
}

/** The last day on which one of these sports was done. */
export async function readLastDay({ sql, userId }: Tenant, sports: readonly Sport[]): Promise<LocalDate | null> {
  const [row] = await sql<{ day: LocalDate }[]>`
    select local_date as day from activities
    where user_id = ${userId} and duplicate_of is null and local_date is not null and sport = any(${sports as Sport[]}::text[])
    order by local_date desc limit 1`
  return row?.day ?? null
}

export interface EfficiencyRow {
  activityId: number
  localDate: LocalDate
  sport: Sport
  efficiencyFactor: number | null
  decouplingPct: number | null
  disturbed: string[]
  confidence: Confidence
}

/** Sessions with an efficiency factor or a decoupling, ascending. */
export async function listEfficiency(
  { sql, userId }: Tenant,
  sports: readonly Sport[],
  from: LocalDate,
  to: LocalDate,
): Promise<EfficiencyRow[]> {
  return sql<EfficiencyRow[]>`
    select a.id as "activityId", a.local_date as "localDate", coalesce(s.sport, a.sport) as sport,
      max(m.value) filter (where m.metric_id = 'efficiency_factor') as "efficiencyFactor",
      max(m.value) filter (where m.metric_id = 'decoupling_pct') as "decouplingPct",
      coalesce(jsonb_agg(m.detail -> 'disturbed') filter (where m.metric_id = 'decoupling_pct') -> 0, '[]') as disturbed,
      (array_agg(m.confidence order by m.metric_id desc))[1] as confidence
    from activities a
    join activity_metrics m on m.activity_id = a.id and m.metric_id in ('efficiency_factor', 'decoupling_pct') and m.value is not null
    left join activity_sessions s on s.activity_id = a.id and s.session_index = m.session_index
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
      and coalesce(s.sport, a.sport) = any(${sports as Sport[]}::text[])
    group by a.id, m.session_index, coalesce(s.sport, a.sport) order by a.started_at, a.id`
}

/**
 * Seconds in the three zones and without a heart rate, day by day; the whole activities, or the sessions of some sports.
 * `without`: activities that do not count.
 */
export async function listZoneDays(
  { sql, userId }: Tenant,
  sports: readonly Sport[] | null,
  from: LocalDate,
  to: LocalDate,
  without: readonly number[] = [],
): Promise<{ localDate: LocalDate; z1: number; z2: number; z3: number; missingS: number }[]> {
  return sql<{ localDate: LocalDate; z1: number; z2: number; z3: number; missingS: number }[]>`
    select a.local_date as "localDate",
      coalesce(sum((m.detail -> 'seconds' ->> 1)::float8), 0) as z1, coalesce(sum((m.detail -> 'seconds' ->> 2)::float8), 0) as z2,
      coalesce(sum((m.detail -> 'seconds' ->> 3)::float8), 0) as z3,
      coalesce(sum(coalesce((m.detail ->> 'missingS')::float8, s.timer_s, a.timer_s, 0)), 0) as "missingS"
    from activities a
    join activity_metrics m on m.activity_id = a.id and m.metric_id = 'time_in_3_zones'
    left join activity_sessions s on s.activity_id = a.id and s.session_index = m.session_index
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
      and a.id <> all(${without as number[]}::int[])
      and ${sports === null ? sql`m.session_index = -1` : sql`coalesce(s.sport, a.sport) = any(${sports as Sport[]}::text[])`}
    group by a.local_date order by a.local_date`
}

/** Planned load per day of approved plans. */
export async function listPlannedLoads(
  { sql, userId }: Tenant,
  from: LocalDate,
  to: LocalDate,
): Promise<{ localDate: LocalDate; load: number }[]> {
  return sql<{ localDate: LocalDate; load: number }[]>`
    select s.local_date as "localDate", sum(w.load) as load
    from workout_schedule s
    join workouts w on w.user_id = s.user_id and w.plan_id = s.plan_id and w.key = s.key
    join plans p on p.user_id = s.user_id and p.plan_id = s.plan_id and p.state = 'approved'
    where s.user_id = ${userId} and s.local_date between ${from} and ${to}
    group by s.local_date order by s.local_date`
}
