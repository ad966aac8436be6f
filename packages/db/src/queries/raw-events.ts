import type { Dataset, LocalDate, Vendor } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** Whose words: the vendor's own, or those of an archive that it sent, which are others. */
export type RawVendor = Vendor | 'garmin_export'

/** Answers that were kept and not understood, by dataset. */
export async function countQuarantined({ sql }: Tenant, vendor: Vendor): Promise<Map<Dataset, number>> {
  const rows = await sql<{ dataset: Dataset; n: number }[]>`
    select dataset, count(*) as n from garmin_raw_events
    where vendor = ${vendor} and is_current and quarantined is not null group by dataset`
  return new Map(rows.map(({ dataset, n }) => [dataset, n]))
}

export interface NewEvent {
  naturalKey: string
  sha256: string
  payload: unknown
}

/**
 * Keeps answers as they came. One that has been given before changes nothing; another one to the same question takes its
 * place, and the old one stays as what it was. Returns the events that hold now and did not before, and those that do not any more.
 */
export async function putRawEvents(
  { sql, userId }: Tenant,
  vendor: RawVendor,
  dataset: Dataset,
  events: NewEvent[],
  batchId: number | null = null,
): Promise<{ fresh: { id: number; naturalKey: string }[]; superseded: number[] }> {
  if (events.length === 0) return { fresh: [], superseded: [] }
  const [row] = await sql<{ fresh: { id: number; naturalKey: string }[]; superseded: number[] }[]>`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(events)}::json) as g("naturalKey" text, sha256 text, payload jsonb)
    ), old as (
      update garmin_raw_events e set is_current = false, updated_at = now() from given g
      where e.user_id = ${userId} and e.vendor = ${vendor} and e.dataset = ${dataset}
        and e.natural_key = g."naturalKey" and e.sha256 <> g.sha256 and e.is_current
      returning e.id
    ), fresh as (
      insert into garmin_raw_events as e (user_id, vendor, dataset, natural_key, sha256, payload, import_batch_id)
      select ${userId}, ${vendor}, ${dataset}, "naturalKey", sha256, payload, ${batchId}::int from given
      on conflict (user_id, vendor, dataset, natural_key, sha256) do update set is_current = true, updated_at = now()
        where not e.is_current
      returning e.id, e.natural_key
    )
    select (select coalesce(json_agg(json_build_object('id', id, 'naturalKey', natural_key)), '[]') from fresh) as fresh,
      (select coalesce(json_agg(id), '[]') from old) as superseded`
  return row!
}

/** Why nothing could be made of these events; null: something could. */
export async function setQuarantined(
  { sql }: Tenant,
  events: { id: number; quarantined: string | null }[],
): Promise<void> {
  if (events.length === 0) return
  await sql`
    update garmin_raw_events e set quarantined = q.quarantined
    from json_to_recordset(${JSON.stringify(events)}::json) as q(id int, quarantined text)
    where e.id = q.id and e.quarantined is distinct from q.quarantined`
}

/** The newest of a dataset's answers that are not by day; null when there is none. */
export async function latestEventHash({ sql }: Tenant, vendor: Vendor, dataset: Dataset): Promise<string | null> {
  const [row] = await sql<{ sha256: string }[]>`
    select sha256 from garmin_raw_events where vendor = ${vendor} and dataset = ${dataset} and is_current
    order by natural_key desc limit 1`
  return row?.sha256 ?? null
}

/** What a vendor said last of something that has no days; null: nothing yet. */
export async function readLatestEvent(
  { sql }: Tenant,
  vendor: Vendor,
  dataset: Dataset,
): Promise<{ saidOn: LocalDate; payload: unknown } | null> {
  const [row] = await sql<{ saidOn: LocalDate; payload: unknown }[]>`
    select natural_key as "saidOn", payload from garmin_raw_events
    where vendor = ${vendor} and dataset = ${dataset} and is_current order by natural_key desc limit 1`
  return row ?? null
}

export interface StoredEvent {
  id: number
  vendor: RawVendor
  dataset: Dataset
  naturalKey: string
  payload: unknown
}

/** What vendors have said and still hold to, in the order in which it came. */
export async function listCurrentEvents({ sql }: Tenant, afterId: number, limit: number): Promise<StoredEvent[]> {
  return sql<StoredEvent[]>`
    select id, vendor, dataset, natural_key as "naturalKey", payload from garmin_raw_events
    where vendor <> 'manual' and is_current and id > ${afterId} order by id limit ${limit}`
}

export async function getEvent({ sql }: Tenant, id: number): Promise<StoredEvent | null> {
  const [row] = await sql<StoredEvent[]>`
    select id, vendor, dataset, natural_key as "naturalKey", payload from garmin_raw_events where id = ${id}`
  return row ?? null
}

/** What an archive of an import said, and nobody has said otherwise since. */
export async function listEventsOfBatch({ sql }: Tenant, batchId: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`select id from garmin_raw_events where import_batch_id = ${batchId}`
  return rows.map(({ id }) => id)
}

/** Removes events with all rows that were made of them; activities are to be dropped first. */
export async function deleteEvents({ sql }: Tenant, ids: number[]): Promise<void> {
  await sql`delete from garmin_raw_events where id = any(${ids}::int[])`
}
