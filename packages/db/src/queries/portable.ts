import type { DatedThreshold, PlacedEdit, Sex } from '@rc/domain'
import type { Tenant } from '../database.ts'
import { readStatedRows, type StatedRows } from './stated.ts'

/** A recording by what it came from, wherever its row may lie: the bytes of a file or an event. */
export interface RecordingKey {
  sha256: string
  recordingIndex: number
}

/** What the athlete decided about one recording. */
export interface RecordingNotes extends RecordingKey {
  name: string | null
  rpe: number | null
  feeling: number | null
  pain: number | null
  notes: string | null
  excludedFromLoad: boolean
  /** The date that they gave an undated one. */
  startedAt: string | null
  /** Null where nothing was decided; else which recording it repeats, if any. */
  decided: { repeats: RecordingKey | null } | null
}

/** What no file can say. */
export interface PortableAthlete {
  person: {
    displayName: string
    locale: 'ko' | 'en'
    timeZone: string
    birthYear: number | null
    sex: Sex
    profileCompletedAt: string | null
  }
  thresholds: DatedThreshold[]
  /** Entered by hand; what vendors answered is told by `readEventLines`. */
  events: { vendor: string; dataset: string; payload: Record<string, unknown> }[]
  stated: StatedRows
  files: {
    sha256: string
    name: string
    bytes: number
    excludedRecordings: number[]
    /** With when they were taken back, if they were. */
    edits: (PlacedEdit & { revertedAt: string | null })[]
  }[]
  recordings: RecordingNotes[]
}

/** Archives come last, so that their files are known when they are unpacked; earlier exports hold nothing of their own. */
export async function readPortableAthlete(tenant: Tenant): Promise<PortableAthlete> {
  const { sql, userId } = tenant
  const [row] = await sql<Omit<PortableAthlete, 'stated'>[]>`
    select json_build_object('displayName', display_name, 'locale', locale, 'timeZone', time_zone, 'birthYear', birth_year,
        'sex', sex, 'profileCompletedAt', profile_completed_at) as person,
      (select coalesce(json_agg(json_build_object('kind', kind, 'value', value, 'validFrom', valid_from, 'source', source)
        order by kind, valid_from), '[]') from athlete_thresholds) as thresholds,
      (select coalesce(json_agg(json_build_object('vendor', vendor, 'dataset', dataset, 'payload', payload) order by id), '[]')
        from garmin_raw_events where vendor = 'manual') as events,
      (select coalesce(json_agg(json_build_object('sha256', sha256, 'name', name, 'bytes', bytes,
          'excludedRecordings', excluded_recordings, 'edits', (select coalesce(json_agg(json_build_object(
            'recordingIndex', c.recording_index, 'edit', c.edit, 'revertedAt', c.reverted_at) order by c.id), '[]')
            from activity_edits c where c.raw_file_id = garmin_raw_files.id)) order by kind is not distinct from 'archive', id), '[]')
        from garmin_raw_files where report ->> 'export' is distinct from 'true') as files,
      (select coalesce(json_agg(json_build_object('sha256', o.sha256, 'recordingIndex', a.recording_index, 'name', a.name,
          'rpe', a.rpe, 'feeling', a.feeling, 'pain', a.pain, 'notes', a.notes,
          'excludedFromLoad', a.excluded_from_load, 'tags', a.tags, 'startedAt', case when a.recorded_start_at is not null then a.started_at end,
          'decided', case when a.duplicate_decided then json_build_object('repeats',
            case when a.duplicate_of is not null then json_build_object('sha256', d.sha256, 'recordingIndex', d.recording_index) end)
          end) order by a.id), '[]')
        from activities a join ${origins(sql)} o on o.id = a.id left join ${origins(sql)} d on d.id = a.duplicate_of) as recordings
    from users where id = ${userId}`
  return { ...row!, stated: await readStatedRows(tenant) }
}

/** Every activity with the hash of what it came from. */
const origins = (sql: Tenant['sql']) => sql`(
  select a.id, coalesce(f.sha256, e.sha256) as sha256, a.recording_index, f.import_batch_id, a.raw_event_id
  from activities a left join garmin_raw_files f on f.id = a.raw_file_id left join garmin_raw_events e on e.id = a.raw_event_id)`

/** The activities of these recordings, as far as this import brought them; those without a file count as its own. */
export async function findImported(
  { sql }: Tenant,
  batchId: number,
  keys: RecordingKey[],
): Promise<(RecordingKey & { id: number })[]> {
  return sql<(RecordingKey & { id: number })[]>`
    select o.id, o.sha256, o.recording_index as "recordingIndex"
    from ${origins(sql)} o join json_to_recordset(${JSON.stringify(keys)}::json) as k(sha256 text, "recordingIndex" int)
      on k.sha256 = o.sha256 and k."recordingIndex" = o.recording_index
    where o.import_batch_id = ${batchId} or o.raw_event_id is not null`
}

/** Gives an account without activities the person of an export; one that is lived in only gets thresholds it lacks. */
export async function takePerson(
  { sql, userId }: Tenant,
  { person, thresholds }: Pick<PortableAthlete, 'person' | 'thresholds'>,
): Promise<void> {
  await sql`
    update users set display_name = ${person.displayName}, locale = ${person.locale}, time_zone = ${person.timeZone},
      birth_year = ${person.birthYear}, sex = ${person.sex}, profile_completed_at = ${person.profileCompletedAt}
    where id = ${userId} and not exists (select from activities)`
  await sql`
    insert into athlete_thresholds (user_id, kind, value, valid_from, source)
    select ${userId}, t.kind, t.value, t."validFrom", t.source
    from json_to_recordset(${JSON.stringify(thresholds)}::json) as t(kind text, value float8, "validFrom" date, source text)
    on conflict (user_id, kind, valid_from) do nothing`
}

/** Whether files of this import are still to be read, parked ones included. */
export async function isBatchReading({ sql }: Tenant, batchId: number): Promise<boolean> {
  const rows = await sql`
    select from sync_jobs j join import_items i on i.id = (j.payload ->> 'itemId')::int
    where i.batch_id = ${batchId} and j.kind in ('import.file.read', 'import.archive.unpack') and j.state in ('queued', 'running') limit 1`
  return rows.length > 0
}
