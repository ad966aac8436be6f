import { readAccount } from '@rc/db/queries/accounts'
import type { Tenant } from '@rc/db'
import { localDateOf, type LocalDate } from '@rc/domain'

/** The athlete's zone and the day it is there. */
export async function readToday(tenant: Tenant, now: Date): Promise<{ timeZone: string; today: LocalDate }> {
  const timeZone = (await readAccount(tenant))?.timeZone ?? 'UTC'
  return { timeZone, today: localDateOf(now.getTime() / 1000, timeZone) }
}
