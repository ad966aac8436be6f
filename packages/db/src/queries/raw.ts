import { AppError, defaultTraining } from '@rc/domain'
import type { DatedThreshold, FileFormat, FileKind, GapModel, PlacedEdit, Sex } from '@rc/domain'
import type { Database, Tenant } from '../database.ts'

export interface RawFile {
  id: number
  sha256: string
  name: string
  bytes: number
}

/**
 * Notes stored bytes as the athlete's; `isNew: false` when they are theirs already. Holds a lock on the hash until the
 * transaction ends, so that nobody takes the bytes away in between (see `lockBytes`).
 */
export async function insertRawFile(
  tenant: Tenant,
  file: { sha256: string; bytes: number; name: string; batchId: number },
): Promise<RawFile & { isNew: boolean }> {
  const { sql, userId } = tenant
  const [, [made]] = await Promise.all([
    lockBytes(tenant, file.sha256),
    sql<{ id: number }[]>`
      insert into garmin_raw_files (user_id, sha256, bytes, name, import_batch_id)
      values (${userId}, ${file.sha256}, ${file.bytes}, ${file.name}, ${file.batchId})
      on conflict (user_id, sha256) do nothing returning id`,
  ])
  if (made) return { ...file, id: made.id, isNew: true }
  const [known] = await sql<
    RawFile[]
  >`select id, sha256, name, bytes from garmin_raw_files where sha256 = ${file.sha256}`
  return { ...known!, isNew: false }
}

export async function lockBytes({ sql }: Pick<Tenant, 'sql'>, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 7262117))`
}

export async function listRawHashes({ sql }: Tenant): Promise<{ sha256: string; bytes: number }[]> {
  return sql<{ sha256: string; bytes: number }[]>`select sha256, bytes from garmin_raw_files`
}

export async function bytesInUse({ sql }: Pick<Tenant, 'sql'>, sha256: string): Promise<boolean> {
  const [row] = await sql<{ used: boolean }[]>`select raw_bytes_in_use(${sha256}) as used`
  return row!.used
}

/** Those of the hashes to which no file refers, anyone's. */
export async function listUnclaimed({ client }: Pick<Database, 'client'>, hashes: string[]): Promise<string[]> {
  const rows = await client<{ sha256: string }[]>`
    select sha256 from unnest(${hashes}::text[]) as sha256 where not raw_bytes_in_use(sha256)`
  return rows.map(({ sha256 }) => sha256)
}

/** Calls `take` when no file refers to the bytes, while nobody can begin to. */
export async function ifUnclaimed(
  { client }: Pick<Database, 'client'>,
  sha256: string,
  take: () => Promise<void>,
): Promise<void> {
  await client.begin(async (sql) => {
    await lockBytes({ sql }, sha256)
    if (!(await bytesInUse({ sql }, sha256))) await take()
  })
}

export async function getRawFile({ sql }: Tenant, id: number): Promise<RawFile> {
  const [row] = await sql<RawFile[]>`select id, sha256, name, bytes from garmin_raw_files where id = ${id}`
  if (!row) throw new AppError('not_found', 'no such file')
  return row
}

/** What an activity came from; null for one without a file. */
export async function findRawFileOfActivity({ sql }: Tenant, activityId: number): Promise<RawFile | null> {
  const [row] = await sql<(RawFile | { id: null })[]>`
    select f.id, f.sha256, f.name, f.bytes from activities a left join garmin_raw_files f on f.id = a.raw_file_id
    where a.id = ${activityId}`
  if (!row) throw new AppError('not_found', 'no such activity')
  return row.id === null ? null : row
}

/** Everything but archives, which hold nothing of their own. */
export async function listReadableRawFileIds({ sql }: Tenant, afterId: number, limit: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from garmin_raw_files where id > ${afterId} and kind is distinct from 'archive' order by id limit ${limit}`
  return rows.map((row) => row.id)
}

/** What is known of a recording before it is read (again): the part that the athlete decides. */
export interface KnownRecording {
  activityId: number
  recordingIndex: number
  rpe: number | null
  localDate: string | null
  /** The athlete gave this activity its date. */
  dated: boolean
}

export type OtherFile = Pick<RawFile, 'sha256' | 'name'> & { edits: PlacedEdit[] }

export interface ReadingContext {
  file: RawFile & { excludedRecordings: number[] }
  known: KnownRecording[]
  /** What the athlete changed, in the order in which it was made. */
  edits: PlacedEdit[]
  /** Files of which a recording was joined to one of this file, with their own edits. */
  others: OtherFile[]
  timeZone: string
  person: { sex: Sex; birthYear: number | null }
  thresholds: DatedThreshold[]
  gapModel: GapModel
  elevationFeetPerMile: number
  /** TSS per AU of session-RPE; null: that of everybody. */
  srpeScale: number | null
}

/** All that reading a file needs to know besides its bytes, in one question; null when the file is gone. */
export async function getReadingContext({ sql, userId }: Tenant, rawFileId: number): Promise<ReadingContext | null> {
  const [row] = await sql<ReadingContext[]>`
    select json_build_object('id', f.id, 'sha256', f.sha256, 'name', f.name, 'bytes', f.bytes,
        'excludedRecordings', f.excluded_recordings) as file,
      (select coalesce(json_agg(json_build_object('activityId', a.id, 'recordingIndex', a.recording_index, 'rpe', a.rpe,
          'localDate', a.local_date, 'dated', a.recorded_start_at is not null) order by a.id), '[]')
        from activities a where a.raw_file_id = f.id) as known,
      ${editsOf(sql, sql`f.id`)} as edits,
      (select coalesce(json_agg(json_build_object('sha256', o.sha256, 'name', o.name, 'edits', ${editsOf(sql, sql`o.id`)})
          order by o.id), '[]') from garmin_raw_files o
        where o.sha256 in (select m.edit ->> 'sha256' from activity_edits m
          where m.raw_file_id = f.id and m.reverted_at is null and m.edit ->> 'op' = 'merge')) as others,
      ${athleteColumns(sql)}
    from garmin_raw_files f, users u where f.id = ${rawFileId} and u.id = ${userId}`
  return row ?? null
}

const editsOf = (sql: Tenant['sql'], fileId: ReturnType<Tenant['sql']>) => sql`
  (select coalesce(json_agg(json_build_object('recordingIndex', c.recording_index, 'edit', c.edit) order by c.id), '[]')
    from activity_edits c where c.raw_file_id = ${fileId} and c.reverted_at is null)`

export type AthleteContext = Pick<
  ReadingContext,
  'timeZone' | 'person' | 'thresholds' | 'gapModel' | 'elevationFeetPerMile' | 'srpeScale'
>

export async function getAthleteContext({ sql, userId }: Tenant): Promise<AthleteContext> {
  const [row] = await sql<AthleteContext[]>`select ${athleteColumns(sql)} from users u where u.id = ${userId}`
  if (!row) throw new AppError('not_found', 'no such athlete')
  return row
}

const athleteColumns = (sql: Tenant['sql']) => sql`
  u.time_zone as "timeZone", json_build_object('sex', u.sex, 'birthYear', u.birth_year) as person,
  (select coalesce(json_agg(json_build_object('kind', t.kind, 'value', t.value, 'validFrom', t.valid_from,
      'source', t.source) order by t.kind, t.valid_from), '[]') from athlete_thresholds t) as thresholds,
  coalesce((select s.gap_model from training_settings s where s.user_id = u.id), ${defaultTraining.gapModel}) as "gapModel",
  coalesce((select s.elevation_feet_per_mile from training_settings s where s.user_id = u.id),
    ${defaultTraining.elevationFeetPerMile}::int) as "elevationFeetPerMile",
  (select s.srpe_scale from training_settings s where s.user_id = u.id) as "srpeScale"`

/** Holds the row until the transaction ends; false when the file was taken away meanwhile. */
export async function lockRawFile({ sql }: Tenant, id: number): Promise<boolean> {
  return (await sql`select from garmin_raw_files where id = ${id} for update`).length > 0
}

/** Waits for everybody who is reading a file of this athlete. */
export async function lockAllRawFiles({ sql }: Tenant): Promise<void> {
  await sql`select from garmin_raw_files order by id for update`
}

export interface Understanding {
  format: FileFormat
  kind: FileKind
  title: string | null
  flags: string[]
  report: object
}

export async function noteUnderstood(
  { sql }: Tenant,
  id: number,
  what: Understanding,
  readerVersion: number,
): Promise<void> {
  await sql`
    update garmin_raw_files set state = 'understood', format = ${what.format}, kind = ${what.kind}, title = ${what.title},
      flags = ${what.flags}::text[], report = ${JSON.stringify(what.report)}::jsonb, reasons = '{}', reader_version = ${readerVersion}
    where id = ${id}`
}

/** What was understood of it before stays: a reader that fails now proves nothing about then. */
export async function noteUnreadable(
  { sql }: Tenant,
  id: number,
  reasons: string[],
  readerVersion: number,
): Promise<void> {
  await sql`
    update garmin_raw_files set state = 'unreadable', reasons = ${reasons}::text[], reader_version = ${readerVersion}
    where id = ${id} and state <> 'understood'`
}

/** Removes the rows; what came from them goes along (samples excepted, see `removeSamples`). Returns the hashes. */
export async function deleteRawFiles({ sql }: Tenant, ids: number[]): Promise<string[]> {
  const rows = await sql<
    { sha256: string }[]
  >`delete from garmin_raw_files where id = any(${ids}::int[]) returning sha256`
  return rows.map((row) => row.sha256)
}

export async function excludeRecording({ sql }: Tenant, rawFileId: number, recordingIndex: number): Promise<void> {
  await sql`
    update garmin_raw_files set excluded_recordings = array_append(excluded_recordings, ${recordingIndex}::smallint)
    where id = ${rawFileId} and not ${recordingIndex}::smallint = any(excluded_recordings)`
}

/** The same for a file that has just come out of an export. */
export async function excludeRecordings({ sql }: Tenant, rawFileId: number, recordings: number[]): Promise<void> {
  await sql`update garmin_raw_files set excluded_recordings = ${recordings}::smallint[] where id = ${rawFileId}`
}

/** An event that came in without a file, as JSON. The same one twice is one row. */
export async function insertRawEvent(
  { sql, userId }: Tenant,
  event: { vendor: string; dataset: string; naturalKey: string; sha256: string; payload: string },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into garmin_raw_events (user_id, vendor, dataset, natural_key, sha256, payload)
    values (${userId}, ${event.vendor}, ${event.dataset}, ${event.naturalKey}, ${event.sha256}, ${event.payload}::jsonb)
    on conflict (user_id, vendor, dataset, natural_key, sha256) do update set payload = excluded.payload
    returning id`
  return row!.id
}

/** Removes what the athlete wrote; what a vendor said stays, but its activity does not come back. */
export async function removeRawEvent({ sql }: Tenant, id: number): Promise<void> {
  await sql`delete from garmin_raw_events where id = ${id} and vendor = 'manual'`
  await sql`update vendor_activities set is_excluded = true where raw_event_id = ${id}`
}
