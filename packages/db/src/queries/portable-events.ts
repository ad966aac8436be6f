import type { Tenant } from '../database.ts'

/** An answer of a vendor as it was kept, with what it answers. */
export interface PortableEvent {
  vendor: string
  dataset: string
  naturalKey: string
  sha256: string
  isCurrent: boolean
  payload: unknown
}

const ROWS_AT_ONCE = 500

/** Everything that came from vendors without a file, one JSON object each, some at a time; not what was entered by hand. */
export async function* readEventLines({ sql, userId }: Tenant): AsyncGenerator<string[]> {
  const pages = sql<{ line: string }[]>`
    select json_build_object('vendor', vendor, 'dataset', dataset, 'naturalKey', natural_key, 'sha256', sha256,
      'isCurrent', is_current, 'payload', payload)::text as line
    from garmin_raw_events where user_id = ${userId} and vendor <> 'manual' order by id`.cursor(ROWS_AT_ONCE)
  for await (const page of pages) yield page.map(({ line }) => line)
}

/** Adds those that are not there yet; one that was replaced since stays so. Returns how many were added. */
export async function takeEvents({ sql, userId }: Tenant, events: PortableEvent[]): Promise<number> {
  if (events.length === 0) return 0
  const rows = await sql`
    insert into garmin_raw_events (user_id, vendor, dataset, natural_key, sha256, payload, is_current)
    select ${userId}, g.vendor, g.dataset, g."naturalKey", g.sha256, g.payload,
      g."isCurrent" and not exists (select from garmin_raw_events e where e.user_id = ${userId} and e.vendor = g.vendor
        and e.dataset = g.dataset and e.natural_key = g."naturalKey" and e.is_current)
    from json_to_recordset(${JSON.stringify(events)}::json)
      as g(vendor text, dataset text, "naturalKey" text, sha256 text, "isCurrent" boolean, payload jsonb)
    on conflict do nothing returning 1`
  return rows.length
}
