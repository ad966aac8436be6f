import type { Length, Session, Sport } from '@rc/domain'
import { AppError } from '@rc/domain'
import type { Tenant } from '../database.ts'
import { insertJsonRows, type JsonRows } from './json-rows.ts'
import { removeSamples } from './samples.ts'

/** Two writers of one athlete's activities wait for each other from here on, so that duplicates are decided on one view. */
export async function lockAthlete({ sql, userId }: Tenant): Promise<void> {
  await sql`select pg_advisory_xact_lock(7262119, ${userId}::int)`
}

/** Columns that the athlete may have changed: reading the file again leaves them. */
const keptColumns = ['name', 'rpe', 'feeling', 'pain', 'notes']
/** The same for those of an activity which the athlete dated. */
const datedColumns = ['started_at', 'ended_at', 'local_date', 'utc_offset_s', 'time_zone']

/**
 * Writes the activity rows of a file's recordings, or of one raw event; those that were there keep their id and what the
 * athlete decided. Returns the ids by recording index.
 */
export async function upsertActivities(
  { sql, userId }: Tenant,
  origin: { rawFileId: number } | { rawEventId: number },
  rows: JsonRows,
): Promise<Map<number, number>> {
  if (rows.count === 0) return new Map()
  const [column, id] = 'rawFileId' in origin ? ['raw_file_id', origin.rawFileId] : ['raw_event_id', origin.rawEventId]
  const key = column === 'raw_file_id' ? '(raw_file_id, recording_index)' : '(raw_event_id)'
  const updates = rows.columns
    .filter((name) => name !== 'recording_index' && !keptColumns.includes(name))
    .map((name) =>
      datedColumns.includes(name)
        ? `${name} = case when a.recorded_start_at is null then excluded.${name} else a.${name} end`
        : `${name} = excluded.${name}`,
    )
  const made = await sql.unsafe<{ id: number; recording_index: number }[]>(
    `insert into activities as a (user_id, ${column}, ${rows.columns.join(', ')})
     select $2::integer, $3::integer, ${rows.columns.map((c) => `r.${c}`).join(', ')}
     from json_populate_recordset(null::activities, $1::json) r
     on conflict ${key} do update set ${updates.join(', ')}
     returning id, recording_index`,
    [rows.json, userId, id!],
    { prepare: true },
  )
  return new Map(made.map((row) => [row.recording_index, row.id]))
}

/** The tables below an activity, samples excepted. */
export interface ActivityParts {
  sessions: JsonRows
  laps: JsonRows
  lengths: JsonRows
  events: JsonRows
  rr: JsonRows
  developerChannels: JsonRows
  metrics: JsonRows
  summaries: JsonRows
}

const partTables = {
  sessions: 'activity_sessions',
  laps: 'activity_laps',
  lengths: 'activity_lengths',
  events: 'activity_events',
  rr: 'activity_rr',
  developerChannels: 'activity_developer_channels',
  metrics: 'activity_metrics',
  summaries: 'activity_summaries',
} as const satisfies Record<keyof ActivityParts, string>

export async function insertActivityParts(tenant: Tenant, activityId: number, parts: ActivityParts): Promise<void> {
  const tables = Object.entries(partTables) as [keyof ActivityParts, string][]
  await insertJsonRows(
    tenant,
    { activity_id: activityId },
    Object.fromEntries(tables.map(([part, table]) => [table, parts[part]])),
  )
}

/** Empties the tables below these activities, samples included; the rows themselves stay. */
export async function clearActivityParts(tenant: Tenant, activityIds: number[]): Promise<void> {
  if (activityIds.length === 0) return
  await removeSamples(tenant, activityIds)
  for (const table of Object.values(partTables))
    await tenant.sql`delete from ${tenant.sql(table)} where activity_id = any(${activityIds}::int[])`
}

/** Removes activities and all that belongs to them. */
export async function deleteActivities(tenant: Tenant, activityIds: number[]): Promise<void> {
  await removeSamples(tenant, activityIds)
  await tenant.sql`delete from activities where id = any(${activityIds}::int[])`
}

/** Which activities came from these files, with the days they are on. */
export async function listActivitiesOfFiles(
  { sql }: Tenant,
  rawFileIds: number[],
): Promise<{ id: number; localDate: string | null }[]> {
  return sql<{ id: number; localDate: string | null }[]>`
    select id, local_date as "localDate" from activities where raw_file_id = any(${rawFileIds}::int[])`
}

export interface ActivityOrigin {
  id: number
  rawFileId: number | null
  rawEventId: number | null
  recordingIndex: number
  localDate: string | null
  startedAt: Date
  clock: 'set' | 'unknown'
  duplicateOf: number | null
  /** Recordings of the same file, this one included. */
  siblings: number
}

export async function getActivityOrigin({ sql }: Tenant, id: number): Promise<ActivityOrigin> {
  const [row] = await sql<ActivityOrigin[]>`
    select a.id, a.raw_file_id as "rawFileId", a.raw_event_id as "rawEventId", a.recording_index as "recordingIndex",
      a.local_date as "localDate", a.started_at as "startedAt", a.clock, a.duplicate_of as "duplicateOf",
      (select count(*) from activities s where s.raw_file_id = a.raw_file_id) as siblings
    from activities a where a.id = ${id} for update`
  if (!row) throw new AppError('not_found', 'no such activity')
  return { ...row, startedAt: new Date(row.startedAt) }
}

/** What the athlete may write of an activity. */
export interface ActivityNotes {
  name?: string | null | undefined
  rpe?: number | null | undefined
  feeling?: number | null | undefined
  pain?: number | null | undefined
  notes?: string | null | undefined
}

/** Absent keys stay as they are. */
export async function updateActivityNotes({ sql }: Tenant, id: number, notes: ActivityNotes): Promise<void> {
  const given = Object.fromEntries(Object.entries(notes).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length > 0) await sql`update activities set ${sql(given)} where id = ${id}`
}

export async function setTags({ sql }: Tenant, id: number, tags: string[]): Promise<void> {
  await sql`update activities set tags = ${tags}::text[] where id = ${id}`
}

/** Puts a tag on an activity, after those that it has. */
export async function addTag({ sql }: Tenant, id: number, tag: string): Promise<void> {
  await sql`update activities set tags = array_append(tags, ${tag}) where id = ${id} and not ${tag} = any(tags)`
}

export async function removeTag({ sql }: Tenant, id: number, tag: string): Promise<void> {
  await sql`update activities set tags = array_remove(tags, ${tag}) where id = ${id}`
}

export async function setExcludedFromLoad({ sql }: Tenant, id: number, isExcluded: boolean): Promise<void> {
  await sql`update activities set excluded_from_load = ${isExcluded} where id = ${id}`
}

/** Gives an undated activity its date; its samples keep counting from what the watch called the start. */
export async function dateActivity(
  { sql }: Tenant,
  id: number,
  date: { startedAt: Date; localDate: string; utcOffsetS: number },
): Promise<void> {
  const startedAt = date.startedAt.toISOString()
  await sql`
    update activities set recorded_start_at = coalesce(recorded_start_at, started_at),
      ended_at = ${startedAt}::timestamptz + (ended_at - started_at), started_at = ${startedAt},
      local_date = ${date.localDate}, utc_offset_s = ${date.utcOffsetS}
    where id = ${id}`
}

/** What is analysed, as it is stored. */
export interface StoredRecording {
  activityId: number
  sport: Sport
  localDate: string | null
  rpe: number | null
  startTimeS: number
  endTimeS: number
  /** Offsets from the start. */
  pauses: number[]
  sessions: Session[]
  lengths: Length[]
  /** Changes with every write, to the microsecond. */
  version: string
}

/** What the derived numbers of an activity were made from. `null`: from nothing that is still known. */
export interface DerivedFrom {
  activityId: number
  localDate: string | null
  rpe: number | null
  sports: Sport[] | null
  madeWith: string | null
  inputsHash: string | null
}

export async function listDerivedFrom({ sql, userId }: Tenant): Promise<DerivedFrom[]> {
  return sql<DerivedFrom[]>`
    select a.id as "activityId", a.local_date as "localDate", a.rpe, s.sports, s.made_with as "madeWith",
      s.inputs_hash as "inputsHash"
    from activities a left join activity_summaries s on s.activity_id = a.id
    where a.user_id = ${userId} order by a.id`
}

/** Locks the row if it is still as it was read. */
export async function lockUnchanged({ sql }: Tenant, { activityId, version }: StoredRecording): Promise<boolean> {
  const rows = await sql`select from activities where id = ${activityId} and updated_at::text = ${version} for update`
  return rows.length > 0
}

/** Totals whose names and meanings are the same here and in a file; times as Unix seconds. */
const totalsJson = `
  'startTimeS', extract(epoch from p.started_at)::float8, 'elapsedS', p.elapsed_s, 'timerS', p.timer_s`

/** One activity as far as analysis needs it; its samples are read beside it (`readSampleColumns`). Null when it is gone. */
export async function getStoredRecording({ sql }: Tenant, activityId: number): Promise<StoredRecording | null> {
  const [row] = await sql.unsafe<StoredRecording[]>(
    `select a.id as "activityId", a.sport, a.local_date as "localDate", a.rpe, a.updated_at::text as version,
       extract(epoch from coalesce(a.recorded_start_at, a.started_at))::float8 as "startTimeS",
       extract(epoch from coalesce(a.recorded_start_at, a.started_at) + (a.ended_at - a.started_at))::float8 as "endTimeS",
       a.pauses,
       (select coalesce(json_agg(json_build_object(${totalsJson}, 'sport', p.sport, 'fitSport', p.fit_sport,
           'fitSubSport', p.fit_sub_sport, 'timestampS', extract(epoch from p.timestamp_at)::float8, 'distanceM', p.distance_m,
           'avgHrBpm', p.avg_hr_bpm, 'maxHrBpm', p.max_hr_bpm, 'avgPowerW', p.avg_power_w, 'maxPowerW', p.max_power_w,
           'avgSpeedMps', p.avg_speed_mps, 'maxSpeedMps', p.max_speed_mps, 'avgCadenceRpm', p.avg_cadence_rpm,
           'ascentM', p.ascent_m, 'descentM', p.descent_m, 'caloriesKcal', p.calories_kcal, 'poolLengthM', p.pool_length_m,
           'numLaps', p.num_laps, 'numLengths', p.num_lengths) order by p.session_index), '[]')
         from activity_sessions p where p.activity_id = a.id) as sessions,
       (select coalesce(json_agg(json_build_object(${totalsJson}, 'active', p.active, 'strokes', p.strokes, 'stroke', p.stroke,
           'avgSpeedMps', p.avg_speed_mps) order by p.length_index), '[]')
         from activity_lengths p where p.activity_id = a.id) as lengths
     from activities a where a.id = $1`,
    [activityId],
    { prepare: true },
  )
  return row ?? null
}
