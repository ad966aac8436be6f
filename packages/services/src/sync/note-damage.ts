import type { Tenant } from '@rc/db'
import { putFailure } from '@rc/db/queries/sync-failures'
import { markDamaged, type DamagedFile } from '@rc/db/queries/vendor-activities'
import { storeSummaryInstead } from './summary-activity.ts'

/**
 * Looks at a file that a vendor gave, once it has been read: a damaged one is kept, told as such and asked for again; where
 * nothing of it could be read the summary stands in. Null: it is whole, not read yet, or no vendor's.
 */
export async function noteDamage(tenant: Tenant, rawFileId: number): Promise<DamagedFile | null> {
  const damaged = await markDamaged(tenant, rawFileId)
  if (!damaged) return null
  const { vendor, vendorActivityId, door, isUnreadable } = damaged
  await putFailure(tenant, vendor, {
    dataset: 'activities',
    subject: vendorActivityId,
    days: null,
    door,
    errorCode: 'file_unreadable',
    reason: 'file_damaged',
  })
  if (isUnreadable) await storeSummaryInstead(tenant, vendor, damaged)
  return damaged
}
