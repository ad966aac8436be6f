import type { LocalDate, Sport, ThresholdKind } from '@rc/domain'
import { and, asc, eq, getTableColumns } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { athleteThresholds } from '../schema/index.ts'

const { id, kind, value, validFrom, source } = getTableColumns(athleteThresholds)

export function listThresholds({ tx, userId }: Tenant) {
  return tx
    .select({ id, kind, value, validFrom, source })
    .from(athleteThresholds)
    .where(eq(athleteThresholds.userId, userId))
    .orderBy(asc(kind), asc(validFrom))
}

interface NewThreshold {
  kind: ThresholdKind
  value: number
  validFrom: LocalDate
  source: 'athlete' | 'suggested'
}

/** One value per kind and day: a second one takes the place of the first. */
export async function putThreshold({ tx, userId }: Tenant, threshold: NewThreshold): Promise<void> {
  await tx
    .insert(athleteThresholds)
    .values({ userId, ...threshold })
    .onConflictDoUpdate({
      target: [athleteThresholds.userId, kind, validFrom],
      set: { value: threshold.value, source: threshold.source },
    })
}

/** The removed threshold, or null when it is not the athlete's. */
export async function deleteThreshold({ tx, userId }: Tenant, thresholdId: number) {
  const [row] = await tx
    .delete(athleteThresholds)
    .where(and(eq(athleteThresholds.userId, userId), eq(id, thresholdId)))
    .returning({ kind, validFrom })
  return row ?? null
}

export interface SessionEvidence {
  id: number
  date: LocalDate
  sport: Sport
  hrScore: number | null
  peakHrBpm: number | null
  best20MinPowerW: number | null
  efforts: { distanceM: number; timeS: number }[]
}

/** What each session since `from` says about thresholds; an activity of one sport is one session. */
export async function listSessionEvidence({ sql, userId }: Tenant, from: LocalDate): Promise<SessionEvidence[]> {
  return sql<SessionEvidence[]>`
    select a.id, a.local_date as date, coalesce(s.sport, a.sport) as sport,
      max(m.value) filter (where m.metric_id = 'hr_quality') as "hrScore",
      max(m.value) filter (where m.metric_id = 'mean_max_hr') as "peakHrBpm",
      max(m.value) filter (where m.metric_id = 'mean_max_power_w') as "best20MinPowerW",
      coalesce(jsonb_agg(m.detail -> 'efforts') filter (where m.metric_id = 'best_efforts' and m.detail -> 'efforts' is not null) -> 0, '[]') as efforts
    from activities a
    join activity_metrics m on m.activity_id = a.id
      and m.metric_id in ('hr_quality', 'mean_max_hr', 'mean_max_power_w', 'best_efforts')
    left join activity_sessions s on s.activity_id = a.id and s.session_index = m.session_index
    where a.user_id = ${userId} and a.duplicate_of is null and a.local_date >= ${from}
    group by a.id, m.session_index, s.sport`
}

/** The latest readings of the resting heart rate, newest first. */
export async function listRestingHeartRates({ sql, userId }: Tenant): Promise<{ date: LocalDate; bpm: number }[]> {
  return sql<{ date: LocalDate; bpm: number }[]>`
    select local_date as date, value as bpm from health_metrics
    where user_id = ${userId} and metric_id = 'resting_hr_bpm' order by local_date desc limit 50`
}

/** What vendors have found or were told of each threshold since `from`, the newest of each. */
export async function listVendorThresholds(
  { sql, userId }: Tenant,
  from: LocalDate,
): Promise<{ kind: ThresholdKind; value: number; date: LocalDate }[]> {
  return sql<{ kind: ThresholdKind; value: number; date: LocalDate }[]>`
    select distinct on (metric_id) metric_id as kind, value, local_date as date from health_metrics
    where user_id = ${userId} and vendor in ('garmin', 'garmin_export') and local_date >= ${from}
      and metric_id in ('hr_rest_bpm', 'hr_max_bpm', 'lthr_bpm', 'threshold_speed_mps', 'ftp_w')
    order by metric_id, local_date desc, statistic`
}
