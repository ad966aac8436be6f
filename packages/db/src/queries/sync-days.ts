import type { Dataset, DayState, Door, LocalDate, Vendor } from '@rc/domain'
import type { Tenant } from '../database.ts'

export interface DayCounts {
  dataset: Dataset
  have: number
  empty: number
  failed: number
  items: number
  /** Asked about within the last five minutes, and how long ago the first of them was, in minutes. */
  recent: number
  recentMin: number | null
  lastAskedAt: string | null
}

/** What is known of the days in [from, to], dataset by dataset. */
export async function countDays({ sql }: Tenant, vendor: Vendor, from: LocalDate, to: LocalDate): Promise<DayCounts[]> {
  return sql<DayCounts[]>`
    select dataset, count(*) filter (where state = 'have') as have, count(*) filter (where state = 'empty') as empty,
      count(*) filter (where state = 'failed') as failed, sum(items) as items,
      count(*) filter (where asked_at > now() - interval '5 minutes') as recent,
      extract(epoch from now() - min(asked_at) filter (where asked_at > now() - interval '5 minutes'))::float / 60
        as "recentMin",
      to_char(max(asked_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastAskedAt"
    from sync_days where vendor = ${vendor} and local_date between ${from} and ${to} group by dataset`
}

/**
 * The days of each dataset as spans of one state; days that nobody asked about are left out. A day is damaged where the
 * original of one of its activities did not come, or not whole.
 */
export async function listSpans(
  { sql }: Tenant,
  vendor: Vendor,
  from: LocalDate,
  to: LocalDate,
): Promise<{ dataset: Dataset; state: DayState; from: LocalDate; to: LocalDate }[]> {
  return sql<{ dataset: Dataset; state: DayState; from: LocalDate; to: LocalDate }[]>`
    with damaged as (
      select distinct local_date from vendor_activities
      where vendor = ${vendor} and file_state in ('failed', 'damaged') and gone_at is null
    ), known as (
      select d.dataset, d.local_date,
        case when d.dataset = 'activities' and d.state = 'have' and b.local_date is not null then 'damaged' else d.state end as state
      from sync_days d left join damaged b using (local_date)
      where d.vendor = ${vendor} and d.local_date between ${from} and ${to}
    )
    select dataset, state, min(local_date)::text as "from", max(local_date)::text as "to" from (
      select dataset, state, local_date,
        local_date - (row_number() over (partition by dataset, state order by local_date))::int as island
      from known
    ) d group by dataset, state, island order by dataset, min(local_date)`
}

export async function putDays(
  { sql, userId }: Tenant,
  vendor: Vendor,
  dataset: Dataset,
  door: Door,
  days: { date: LocalDate; state: DayState; items: number }[],
): Promise<void> {
  if (days.length === 0) return
  await sql`
    insert into sync_days (user_id, vendor, dataset, local_date, state, door, items)
    select ${userId}, ${vendor}, ${dataset}, d.date, d.state, ${door}, d.items
    from json_to_recordset(${JSON.stringify(days)}::json) as d(date date, state text, items int)
    on conflict (user_id, vendor, dataset, local_date) do update
      set state = excluded.state, door = excluded.door, items = excluded.items, asked_at = now(), updated_at = now()`
}

/** Days to be asked about again: as if nobody had. */
export async function forgetDays(
  { sql }: Tenant,
  vendor: Vendor,
  dataset: Dataset,
  from: LocalDate,
  to: LocalDate,
): Promise<void> {
  await sql`
    delete from sync_days where vendor = ${vendor} and dataset = ${dataset} and local_date between ${from} and ${to}`
}

/** The same of those that were empty. */
export async function forgetEmptyDays(
  { sql }: Tenant,
  vendor: Vendor,
  dataset: Dataset,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<void> {
  await sql`
    delete from sync_days where vendor = ${vendor} and dataset = ${dataset} and state = 'empty'
      and local_date between ${from} and ${to}`
}

/** What failed is asked again, unless it has failed `lastTry` times: then it waits for the athlete. */
export async function forgetFailedDays({ sql }: Tenant, vendor: Vendor, lastTry: number): Promise<void> {
  await sql`
    delete from sync_days d using sync_failures f
    where f.vendor = ${vendor} and f.attempts < ${lastTry} and d.vendor = f.vendor and d.dataset = f.dataset
      and d.local_date between f.from_date and f.to_date and d.state = 'failed'`
  await sql`
    update vendor_activities v set file_state = 'wanted' from sync_failures f
    where f.vendor = ${vendor} and f.attempts < ${lastTry} and f.dataset = 'activities' and v.vendor = f.vendor
      and v.vendor_activity_id = f.subject and v.file_state in ('failed', 'damaged')`
}
