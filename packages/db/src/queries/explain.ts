import type { LocalDate } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** A row that a number was made from, down to the bytes it came in. */
export interface SourceRow {
  id: number
  name: string
  localDate: LocalDate | null
  value: number | null
  sha256: string | null
}

export interface Sources {
  rows: SourceRow[]
  /** How many there are; `rows` may hold the newest only. */
  count: number
}

const counted = (rows: (SourceRow & { count: number })[]): Sources => ({
  rows: rows.map(({ count: _count, ...row }) => row),
  count: rows[0]?.count ?? 0,
})

/** What one activity came from: its file, or the event of an entry by hand. */
export async function readActivitySource(
  { sql, userId }: Tenant,
  activityId: number,
): Promise<(SourceRow & { kind: 'file' | 'event' }) | null> {
  const [row] = await sql<(SourceRow & { kind: 'file' | 'event' })[]>`
    select coalesce(f.id, e.id) as id, coalesce(f.name, e.vendor || ' ' || e.dataset) as name, a.local_date as "localDate",
      null::float8 as value, coalesce(f.sha256, e.sha256) as sha256, case when f.id is null then 'event' else 'file' end as kind
    from activities a left join garmin_raw_files f on f.id = a.raw_file_id left join garmin_raw_events e on e.id = a.raw_event_id
    where a.user_id = ${userId} and a.id = ${activityId} and coalesce(f.id, e.id) is not null`
  return row ?? null
}

/** The activities of some days with their value of one metric, the newest first. */
export async function listActivitySources(
  { sql, userId }: Tenant,
  { metricId, from, to, limit }: { metricId: string; from: LocalDate; to: LocalDate; limit: number },
): Promise<Sources> {
  return counted(
    await sql<(SourceRow & { count: number })[]>`
      select a.id, coalesce(a.name, a.sport) as name, a.local_date as "localDate", m.value, coalesce(f.sha256, e.sha256) as sha256,
        count(*) over ()::int as count
      from activities a
      left join activity_metrics m on m.activity_id = a.id and m.session_index = -1 and m.metric_id = ${metricId}
        and not a.excluded_from_load
      left join garmin_raw_files f on f.id = a.raw_file_id left join garmin_raw_events e on e.id = a.raw_event_id
      where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
      order by a.local_date desc, a.id desc limit ${limit}`,
  )
}

const totalColumn = {
  distanceM: 'a.distance_m',
  timerS: 'coalesce(a.timer_s, a.elapsed_s)',
  ascentM: 'a.ascent_m',
  load: 'case when not a.excluded_from_load then m.value end',
  activities: 'null::float8',
} as const

/** The activities of some days with what each adds to a total, the newest first. */
export async function listTotalSources(
  { sql, userId }: Tenant,
  {
    of,
    sports,
    from,
    to,
    limit,
  }: { of: keyof typeof totalColumn; sports: string[] | null; from: LocalDate; to: LocalDate; limit: number },
): Promise<Sources> {
  return counted(
    await sql<(SourceRow & { count: number })[]>`
      select a.id, coalesce(a.name, a.sport) as name, a.local_date as "localDate", ${sql.unsafe(totalColumn[of])} as value,
        coalesce(f.sha256, e.sha256) as sha256, count(*) over ()::int as count
      from activities a
      left join activity_metrics m on m.activity_id = a.id and m.session_index = -1 and m.metric_id = 'load'
      left join garmin_raw_files f on f.id = a.raw_file_id left join garmin_raw_events e on e.id = a.raw_event_id
      where a.user_id = ${userId} and a.duplicate_of is null and a.local_date between ${from} and ${to}
        and (${sports}::text[] is null or a.sport = any(${sports}::text[]))
      order by a.local_date desc, a.id desc limit ${limit}`,
  )
}

/** Readings of one vendor, the newest first. */
export async function listReadingSources(
  { sql, userId }: Tenant,
  {
    metricIds,
    vendor,
    from,
    to,
    limit,
  }: { metricIds: string[]; vendor: string; from: LocalDate; to: LocalDate; limit: number },
): Promise<Sources> {
  return counted(
    await sql<(SourceRow & { count: number })[]>`
      select h.id, h.vendor || ' ' || h.metric_id as name, h.local_date as "localDate", h.value, coalesce(f.sha256, e.sha256) as sha256,
        count(*) over ()::int as count
      from health_metrics h left join garmin_raw_files f on f.id = h.raw_file_id left join garmin_raw_events e on e.id = h.raw_event_id
      where h.user_id = ${userId} and h.metric_id = any(${metricIds}::text[]) and h.vendor = ${vendor} and h.local_date between ${from} and ${to}
      order by h.local_date desc, h.id desc limit ${limit}`,
  )
}

/** Nights with the hours slept, the newest first. */
export async function listNightSources(
  { sql, userId }: Tenant,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Sources> {
  return counted(
    await sql<(SourceRow & { count: number })[]>`
      select s.id, s.vendor as name, s.wake_date as "localDate", s.asleep_s / 3600.0::float8 as value, coalesce(f.sha256, e.sha256) as sha256,
        count(*) over ()::int as count
      from sleep s left join garmin_raw_files f on f.id = s.raw_file_id left join garmin_raw_events e on e.id = s.raw_event_id
      where s.user_id = ${userId} and s.wake_date between ${from} and ${to} order by s.wake_date desc, s.id desc`,
  )
}
