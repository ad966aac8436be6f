import type { LocalDate, Sport } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** The figures of one swim; a leg of a triathlon is one too. */
export interface SwimRow {
  activityId: number
  localDate: LocalDate
  sport: Sport
  poolLengthM: number | null
  distanceM: number | null
  swimS: number | null
  restS: number | null
  paceSPer100M: number | null
  swolf: number | null
  distancePerStrokeM: number | null
  strokeRatePerMin: number | null
  strokeIndex: number | null
  fadePct: number | null
  cvPct: number | null
  tier: number | null
  setType: 'continuous' | 'intervals' | 'drill' | null
  load: number | null
}

/** Dated swims of a time, ascending; `activityId`: only this one. */
export async function listSwims(
  { sql, userId }: Tenant,
  { from, to, activityId = null }: { from: LocalDate; to: LocalDate; activityId?: number | null },
): Promise<SwimRow[]> {
  const value = (metricId: string) => sql`max(m.value) filter (where m.metric_id = ${metricId})`
  const detail = (metricId: string, key: string) =>
    sql`max(m.detail ->> ${key}) filter (where m.metric_id = ${metricId})`
  const pace = 'swim_pace_s_per_100m'
  return sql<SwimRow[]>`
    select a.id as "activityId", a.local_date as "localDate", coalesce(s.sport, a.sport) as sport,
      ${detail(pace, 'poolLengthM')}::float8 as "poolLengthM", ${detail(pace, 'distanceM')}::float8 as "distanceM",
      ${detail(pace, 'swimS')}::float8 as "swimS", ${detail(pace, 'restS')}::float8 as "restS", ${value(pace)} as "paceSPer100M",
      ${value('swolf')} as swolf, ${value('distance_per_stroke_m')} as "distancePerStrokeM",
      ${value('stroke_rate_per_min')} as "strokeRatePerMin", ${value('stroke_index')} as "strokeIndex",
      ${value('swim_fade_pct')} as "fadePct", ${detail('swim_fade_pct', 'cvPct')}::float8 as "cvPct",
      ${detail('swim_fade_pct', 'tier')}::int as tier, ${detail(pace, 'setType')} as "setType", ${value('load')} as load
    from activities a
    join activity_metrics m on m.activity_id = a.id
    left join activity_sessions s on s.activity_id = a.id and s.session_index = m.session_index
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
      and (${activityId}::int is null or a.id = ${activityId})
      and coalesce(s.sport, a.sport) in ('pool_swim', 'open_water_swim')
    group by a.id, m.session_index, coalesce(s.sport, a.sport) order by a.started_at, a.id, m.session_index`
}
