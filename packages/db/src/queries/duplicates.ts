import type { Sport } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** What tells whether two recordings are of one activity, and which of them is the richer. */
export interface RecordingIdentity {
  id: number
  rawFileId: number | null
  recordingIndex: number
  /** Of the bytes it came from: the last word where all else is equal, the same in every order of import. */
  sha256: string
  source: 'fit' | 'tcx' | 'gpx' | 'csv' | 'summary' | 'manual'
  /** It has a date: the watch knew the time, or the athlete gave it one. */
  dated: boolean
  sport: Sport
  startS: number
  elapsedS: number
  timerS: number | null
  distanceM: number | null
  avgHrBpm: number | null
  sampleCount: number
  channelCount: number
  /** Signs of damage. */
  flagCount: number
  /** [lon, lat] where it began; null without positions. */
  origin: [number, number] | null
  localDate: string | null
  duplicateOf: number | null
  duplicateDecided: boolean
}

/** The recordings that began within `reachS` of one of these, and those that hang on one of them. */
export async function listIdentitiesNear(
  { sql, userId }: Tenant,
  ids: number[],
  reachS: number,
): Promise<RecordingIdentity[]> {
  return sql<RecordingIdentity[]>`
    select a.id, a.raw_file_id as "rawFileId", a.recording_index as "recordingIndex",
      coalesce((select sha256 from garmin_raw_files f where f.id = a.raw_file_id),
        (select sha256 from garmin_raw_events e where e.id = a.raw_event_id)) as sha256,
      a.source, a.clock = 'set' or a.recorded_start_at is not null as dated, a.sport,
      extract(epoch from a.started_at)::float8 as "startS", extract(epoch from a.ended_at - a.started_at)::float8 as "elapsedS",
      a.timer_s as "timerS", a.distance_m as "distanceM", a.avg_hr_bpm as "avgHrBpm", a.sample_count as "sampleCount",
      cardinality(a.channels) as "channelCount", cardinality(a.flags) as "flagCount",
      case when a.track is not null then to_json(a.track[1:2]) end as origin,
      a.local_date as "localDate", a.duplicate_of as "duplicateOf", a.duplicate_decided as "duplicateDecided"
    from activities a where a.id = any(array(
      select n.id from (select started_at from activities where id = any(${ids}::int[])) b cross join lateral (
        select id from activities where user_id = ${userId} and started_at
          between b.started_at - make_interval(secs => ${reachS}) and b.started_at + make_interval(secs => ${reachS})
        offset 0 -- looked up by time, not read through
      ) n
      union select id from activities where duplicate_of = any(${ids}::int[])
    ))`
}

export async function setDuplicates(
  { sql }: Tenant,
  changes: { id: number; duplicateOf: number | null }[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    update activities a set duplicate_of = c."duplicateOf"
    from json_to_recordset(${JSON.stringify(changes)}::json) as c(id int, "duplicateOf" int) where a.id = c.id`
}

/** What the athlete said of one recording: it repeats that one, or (null) it stands for itself. */
export async function decideDuplicate({ sql }: Tenant, id: number, duplicateOf: number | null): Promise<void> {
  await sql`update activities set duplicate_of = ${duplicateOf}, duplicate_decided = true where id = ${id}`
}

/** What repeats this one now goes on doing so, whatever becomes of it. */
export async function decideRepeats({ sql }: Tenant, id: number): Promise<void> {
  await sql`update activities set duplicate_decided = true where duplicate_of = ${id}`
}

/** The recordings that hang on these; what the athlete decided about them ends with these. */
export async function releaseDuplicatesOf({ sql }: Tenant, ids: number[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    update activities set duplicate_of = null, duplicate_decided = false
    where duplicate_of = any(${ids}::int[]) and not id = any(${ids}::int[]) returning id`
  return rows.map((row) => row.id)
}
