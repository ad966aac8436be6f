import type { LocalDate, Sport } from '@rc/domain'
import type { Tenant } from '../database.ts'

export interface SessionSignRow {
  date: LocalDate
  sport: Sport
  distanceM: number | null
  timerS: number | null
  rpe: number | null
  /** 0–10, as the athlete noted of it. */
  pain: number | null
  efficiency: number | null
  /** Null also where it was made of the RPE itself. */
  load: number | null
}

/** What the morning check needs of each canonical activity of a time, ascending. */
export async function listSessionSigns(
  { sql, userId }: Tenant,
  from: LocalDate,
  to: LocalDate,
): Promise<SessionSignRow[]> {
  return sql<SessionSignRow[]>`
    select a.local_date as date, a.sport, a.distance_m as "distanceM", coalesce(a.timer_s, a.elapsed_s) as "timerS", a.rpe,
      a.pain, m.efficiency, m.load
    from activities a left join lateral (
      select max(value) filter (where metric_id = 'efficiency_factor') as efficiency,
        max(value) filter (where metric_id = 'load' and method <> 'srpe') as load
      from activity_metrics
      where activity_id = a.id and session_index = -1 and metric_id in ('efficiency_factor', 'load')
    ) m on true
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
    order by a.local_date, a.started_at, a.id`
}
