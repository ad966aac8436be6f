import type { Tenant } from '../database.ts'

/**
 * Activities that nobody but these vendors has told of: what stands of them came from one of them, and so did every other
 * recording of the same thing.
 */
export async function listWithheld({ sql, userId }: Tenant, vendors: string[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select a.id from activities a
    join garmin_raw_events e on e.id = a.raw_event_id and e.vendor = any(${vendors}::text[])
    where a.user_id = ${userId} and a.raw_file_id is null and not exists (
      select from activities d left join garmin_raw_events de on de.id = d.raw_event_id
      where d.user_id = ${userId} and d.duplicate_of = a.id
        and (d.raw_file_id is not null or de.vendor <> all(${vendors}::text[])))`
  return rows.map(({ id }) => id)
}
