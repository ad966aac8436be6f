import { addDays, type LocalDate } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** One value of one night, as one source says it. */
export interface HrvRow {
  date: LocalDate
  vendor: string
  statistic: string
  window: string
  valueMs: number
}

/**
 * HRV per night and source, ascending: what devices call the value of a night, not their weekly means or best five minutes.
 * Of nights before the first of these, five-minute values are the next best thing.
 */
export async function listHrvNights(
  tenant: Tenant,
  from: LocalDate,
  to: LocalDate,
  timeZone: string,
): Promise<HrvRow[]> {
  const nights = await listNightValues(tenant, from, to)
  const first = nights[0]?.date
  if (first !== undefined && first <= from) return nights
  return [
    ...(await meanFiveMinutes(tenant, from, first === undefined ? to : addDays(first, -1), timeZone)),
    ...nights,
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

const listNightValues = ({ sql, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<HrvRow[]> => sql<HrvRow[]>`
  select local_date as date, vendor, statistic, measurement_window as "window", avg(value) as "valueMs"
  from health_metrics
  where user_id = ${userId} and metric_id in ('hrv_rmssd_ms', 'hrv_sdnn_ms') and measurement_window <> '5min'
    and local_date between ${from} and ${to} and value > 0 and measurement_window <> '7d' and statistic <> 'max_5min'
  group by date, vendor, statistic, measurement_window order by date, vendor, statistic, measurement_window`

/** Five-minute values by the night they are of, which begins at six in the evening. */
const meanFiveMinutes = (
  { sql, userId }: Tenant,
  from: LocalDate,
  to: LocalDate,
  timeZone: string,
): Promise<HrvRow[]> => sql<HrvRow[]>`
  with readings as (
    select vendor, statistic, value, ((time at time zone ${timeZone}) + interval '6 hours')::date as date
    from health_metrics
    where user_id = ${userId} and metric_id in ('hrv_rmssd_ms', 'hrv_sdnn_ms') and measurement_window = '5min'
      and local_date between ${from}::date - 1 and ${to} and value > 0
  )
  select date, vendor, statistic, '5min' as "window", avg(value) as "valueMs"
  from readings where date between ${from} and ${to} group by date, vendor, statistic order by date, vendor, statistic`

export interface RestingHrRow {
  date: LocalDate
  vendor: string
  bpm: number
}

/** The last resting heart rate of each day and vendor, ascending. */
export async function listRestingHrDays(
  { sql, userId }: Tenant,
  from: LocalDate,
  to: LocalDate,
): Promise<RestingHrRow[]> {
  return sql<RestingHrRow[]>`
    select distinct on (local_date, vendor) local_date as date, vendor, value as bpm
    from health_metrics
    where user_id = ${userId} and metric_id = 'resting_hr_bpm' and local_date between ${from} and ${to}
    order by local_date, vendor, time desc`
}

/** A night in sums. */
export interface NightRow {
  wakeDate: LocalDate
  vendor: string
  asleepS: number | null
  /** Slept on the day after waking, as the same source says; null where it tells of none. */
  napS: number | null
  inBedS: number | null
  lightS: number | null
  deepS: number | null
  remS: number | null
  awakeS: number | null
  efficiencyPct: number | null
  score: number | null
}

/** One night per day one woke up on, ascending: of several sources the one that saw most sleep. */
export async function listNightSums({ sql, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<NightRow[]> {
  return sql<NightRow[]>`
    with nights as (
      select distinct on (wake_date) * from sleep where user_id = ${userId} and wake_date between ${from} and ${to}
      order by wake_date, asleep_s desc nulls last, id desc
    )
    select wake_date as "wakeDate", vendor, asleep_s as "asleepS", ${napOf(sql)} as "napS",
      extract(epoch from ended_at - started_at)::float8 as "inBedS", light_s as "lightS", deep_s as "deepS", rem_s as "remS",
      awake_s as "awakeS", efficiency_pct as "efficiencyPct", score
    from nights n order by wake_date`
}

/** Seconds of the naps of night `n`: what the source sums up itself, else its other sleeps of the day that do not overlap. */
const napOf = (sql: Tenant['sql']) => sql`
  coalesce(nullif((n.detail ->> 'napS')::float8, 0), (
    select sum(o.asleep_s)::float8 from (
      select distinct on (started_at) asleep_s, started_at, ended_at from sleep
      where user_id = n.user_id and wake_date = n.wake_date and vendor = n.vendor and id <> n.id order by started_at, id desc
    ) o where o.started_at >= n.ended_at or o.ended_at <= n.started_at))`

export interface WeightRow {
  localDate: LocalDate
  massKg: number
  source: 'journal' | 'device'
}

/** One weight a day: what the athlete wrote, else the last one of a scale. */
export async function listWeights({ sql, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<WeightRow[]> {
  return sql<WeightRow[]>`
    select distinct on ("localDate") * from (
      select local_date as "localDate", weight_kg as "massKg", 'journal' as source, updated_at as at from journal_days
        where user_id = ${userId} and weight_kg is not null and local_date between ${from} and ${to}
      union all
      select local_date, value, 'device', time from health_metrics
        where user_id = ${userId} and metric_id = 'weight_kg' and local_date between ${from} and ${to}
    ) weights order by "localDate", source desc, at desc`
}
