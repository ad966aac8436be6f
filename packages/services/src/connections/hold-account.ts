import type { Vendor } from '@rc/domain'
import type { Deps } from '../deps.ts'

/** Runs `work` while nobody else speaks with the vendor for this athlete, in any process; null when somebody does. */
export const holdAccount = <T>(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  vendor: Vendor,
  work: () => Promise<T>,
): Promise<T | null> => database.holdAlone(`${vendor}/${userId}`, work)
