import type { Vendor } from '@rc/domain'
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
      count(*) filter (where file_state = 'none') as none, count(*) filter (where file_state = 'failed') as failed,
      count(*) filter (where file_state <> 'wanted' and updated_at > now() - interval '5 minutes') as recent
    from vendor_activities where vendor = ${vendor} and gone_at is null`
  return row!
}

/** Original files that could not be had are wanted again; null means all of them. */
export async function wantFilesAgain({ sql }: Tenant, vendor: Vendor, ids: string[] | null): Promise<void> {
  await sql`
    update vendor_activities set file_state = 'wanted'
    where vendor = ${vendor} and file_state = 'failed' and (${ids}::text[] is null or vendor_activity_id = any(${ids}::text[]))`
}
