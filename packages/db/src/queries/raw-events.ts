import type { Dataset, Vendor } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** Answers that were kept and not understood, by dataset. */
export async function countQuarantined({ sql }: Tenant, vendor: Vendor): Promise<Map<Dataset, number>> {
  const rows = await sql<{ dataset: Dataset; n: number }[]>`
    select dataset, count(*) as n from garmin_raw_events
    where vendor = ${vendor} and is_current and quarantined is not null group by dataset`
  return new Map(rows.map(({ dataset, n }) => [dataset, n]))
}
