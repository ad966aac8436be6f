import type { Door, LocalDate, Vendor } from '@rc/domain'
import type { Tenant } from '../database.ts'

export interface FileCounts {
  wanted: number
  have: number
  none: number
  failed: number
  /** Settled within the last five minutes. */
  recent: number
}

export async function countVendorFiles({ sql }: Tenant, vendor: Vendor): Promise<FileCounts> {
  const [row] = await sql<FileCounts[]>`
    select count(*) filter (where file_state = 'wanted') as wanted, count(*) filter (where file_state = 'have') as have,
      count(*) filter (where file_state = 'none') as none,
      count(*) filter (where file_state in ('failed', 'damaged')) as failed,
      count(*) filter (where file_state <> 'wanted' and updated_at > now() - interval '5 minutes') as recent
    from vendor_activities where vendor = ${vendor} and gone_at is null`
  return row!
}

/** Original files that could not be had are wanted again; null means all of them. */
export async function wantFilesAgain({ sql }: Tenant, vendor: Vendor, ids: string[] | null): Promise<void> {
  await sql`
    update vendor_activities set file_state = 'wanted'
    where vendor = ${vendor} and file_state in ('failed', 'damaged')
      and (${ids}::text[] is null or vendor_activity_id = any(${ids}::text[]))`
}

/** The same of all activities of these days. */
export async function wantFilesOfDays(
  { sql }: Tenant,
  vendor: Vendor,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<void> {
  await sql`
    update vendor_activities set file_state = 'wanted'
    where vendor = ${vendor} and file_state in ('failed', 'damaged') and local_date between ${from} and ${to}`
}

export interface ListedActivity {
  vendorActivityId: string
  localDate: LocalDate
  name: string | null
  rawEventId: number | null
}

/** What the vendor's list says now; a changed name is the athlete's, unless they gave another one here. */
export async function putVendorActivities(
  { sql, userId }: Tenant,
  vendor: Vendor,
  listed: (ListedActivity & { hasFile: boolean })[],
): Promise<void> {
  if (listed.length === 0) return
  const rows = JSON.stringify(listed)
  await sql`
    update activities a set name = l.name
    from json_to_recordset(${rows}::json) as l("vendorActivityId" text, name text)
    join vendor_activities v on v.vendor = ${vendor} and v.vendor_activity_id = l."vendorActivityId"
    where a.raw_file_id = v.raw_file_id and l.name is distinct from v.name and a.name is not distinct from v.name`
  await sql`
    insert into vendor_activities as v (user_id, vendor, vendor_activity_id, local_date, name, raw_event_id, file_state)
    select ${userId}, ${vendor}, l."vendorActivityId", l."localDate", l.name, l."rawEventId", case when l."hasFile" then 'wanted' else 'none' end
    from json_to_recordset(${rows}::json) as l("vendorActivityId" text, "localDate" date, name text, "rawEventId" int, "hasFile" boolean)
    on conflict (user_id, vendor, vendor_activity_id) do update set local_date = excluded.local_date, name = excluded.name,
      raw_event_id = coalesce(excluded.raw_event_id, v.raw_event_id), gone_at = null
    where (v.local_date, v.name, v.raw_event_id, v.gone_at) is distinct from
      (excluded.local_date, excluded.name, coalesce(excluded.raw_event_id, v.raw_event_id), null)`
}

/** Activities of these days that are not in the vendor's list any more; returns their events. */
export async function markGone(
  { sql }: Tenant,
  vendor: Vendor,
  { from, to }: { from: LocalDate; to: LocalDate },
  listed: string[],
): Promise<{ rawEventId: number | null }[]> {
  return sql<{ rawEventId: number | null }[]>`
    update vendor_activities set gone_at = now(), file_state = case when file_state = 'wanted' then 'none' else file_state end
    where vendor = ${vendor} and local_date between ${from} and ${to} and gone_at is null
      and not vendor_activity_id = any(${listed}::text[])
    returning raw_event_id as "rawEventId"`
}

/** Original files that are still to be fetched, newest first. */
export async function listWantedFiles({ sql }: Tenant, vendor: Vendor, limit: number): Promise<ListedActivity[]> {
  return sql<ListedActivity[]>`
    select vendor_activity_id as "vendorActivityId", local_date::text as "localDate", name, raw_event_id as "rawEventId"
    from vendor_activities where vendor = ${vendor} and file_state = 'wanted' and gone_at is null
    order by local_date desc, vendor_activity_id desc limit ${limit}`
}

/** No file came; true where an earlier one is here, damaged as it is. */
export async function noteNoFile(
  { sql }: Tenant,
  vendor: Vendor,
  vendorActivityId: string,
  state: 'none' | 'failed',
): Promise<boolean> {
  const [row] = await sql<{ hasDamaged: boolean }[]>`
    update vendor_activities set file_state = case when raw_file_id is null then ${state} else 'damaged' end
    where vendor = ${vendor} and vendor_activity_id = ${vendorActivityId} returning raw_file_id is not null as "hasDamaged"`
  return row?.hasDamaged ?? false
}

/** What a file is marked with whose bytes are not those that were written. */
const DAMAGE = ['crc_bad', 'truncated', 'segment_bad']

export interface DamagedFile {
  vendor: Vendor
  vendorActivityId: string
  rawEventId: number | null
  door: Door
  /** Not even a part of it could be read. */
  isUnreadable: boolean
}

/** The activity of a vendor whose file this is, if the file has been read and is damaged; its original counts as such. */
export async function markDamaged({ sql }: Tenant, rawFileId: number): Promise<DamagedFile | null> {
  const [row] = await sql<DamagedFile[]>`
    update vendor_activities v set file_state = 'damaged' from garmin_raw_files f
    where v.raw_file_id = ${rawFileId} and f.id = ${rawFileId} and v.file_state in ('have', 'damaged')
      and (f.state = 'unreadable' or f.flags && ${DAMAGE}::text[])
    returning v.vendor, v.vendor_activity_id as "vendorActivityId", v.raw_event_id as "rawEventId",
      coalesce((select door from sync_days d where d.user_id = v.user_id and d.vendor = v.vendor
        and d.dataset = 'activities' and d.local_date = v.local_date), 'personal') as door,
      f.state = 'unreadable' as "isUnreadable"`
  return row ?? null
}

/** The file of an activity has come; it keeps the vendor's number, and its activity the vendor's name. Returns the file. */
export async function linkFile(
  tenant: Tenant,
  vendor: Vendor,
  vendorActivityId: string,
  sha256: string,
): Promise<number | null> {
  const { sql } = tenant
  const [row] = await sql<{ rawFileId: number }[]>`
    update vendor_activities v set raw_file_id = f.id, file_state = 'have' from garmin_raw_files f
    where v.vendor = ${vendor} and v.vendor_activity_id = ${vendorActivityId} and f.sha256 = ${sha256}
    returning f.id as "rawFileId"`
  if (!row) return null
  // Whoever reads the file at this moment is waited for.
  await sql`update garmin_raw_files set vendor = ${vendor} where id = ${row.rawFileId} and vendor = 'file'`
  await nameAfterVendor(tenant, row.rawFileId)
  return row.rawFileId
}

/** An activity without a name of its own is called what the athlete calls it at the vendor. */
export async function nameAfterVendor({ sql }: Tenant, rawFileId: number): Promise<void> {
  await sql`
    update activities a set name = v.name from vendor_activities v
    where v.raw_file_id = ${rawFileId} and a.raw_file_id = ${rawFileId} and a.name is null and v.name is not null
      and (select count(*) from activities s where s.raw_file_id = ${rawFileId}) = 1`
}

/** Events from which an activity was made. */
export async function listSummaryActivities(
  { sql }: Tenant,
  eventIds: number[],
): Promise<{ id: number; localDate: LocalDate | null; rpe: number | null }[]> {
  return sql<{ id: number; localDate: LocalDate | null; rpe: number | null }[]>`
    select id, local_date::text as "localDate", rpe from activities
    where raw_event_id = any(${eventIds}::int[])`
}

/** Where a changed row of the list replaces another one, its activity comes along. */
export async function moveSummaryActivity({ sql }: Tenant, fromEventId: number, toEventId: number): Promise<void> {
  await sql`update activities set raw_event_id = ${toEventId} where raw_event_id = ${fromEventId}`
}

/** The state of these activities' files, and the event that held before. */
export async function readVendorActivities(
  { sql }: Tenant,
  vendor: Vendor,
  ids: string[],
): Promise<Map<string, { fileState: string; rawEventId: number | null; isExcluded: boolean }>> {
  const rows = await sql<{ id: string; fileState: string; rawEventId: number | null; isExcluded: boolean }[]>`
    select vendor_activity_id as id, file_state as "fileState", raw_event_id as "rawEventId", is_excluded as "isExcluded"
    from vendor_activities
    where vendor = ${vendor} and vendor_activity_id = any(${ids}::text[])`
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
