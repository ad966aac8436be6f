import type { LocalDate, Vendor } from '@rc/domain'
import { and, eq } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { vendorAccounts } from '../schema/index.ts'

export type VendorAccount = typeof vendorAccounts.$inferSelect

/** The athlete at this vendor; made on the first question. */
export async function readVendorAccount({ tx, userId }: Tenant, vendor: Vendor): Promise<VendorAccount> {
  const which = and(eq(vendorAccounts.userId, userId), eq(vendorAccounts.vendor, vendor))
  const [known] = await tx.select().from(vendorAccounts).where(which)
  if (known) return known
  await tx.insert(vendorAccounts).values({ userId, vendor }).onConflictDoNothing()
  const [row] = await tx.select().from(vendorAccounts).where(which)
  return row!
}

/** The same, held until the transaction ends: two presses wait for each other here. */
export async function lockVendorAccount(tenant: Tenant, vendor: Vendor): Promise<VendorAccount> {
  await readVendorAccount(tenant, vendor)
  const [row] = await tenant.tx
    .select()
    .from(vendorAccounts)
    .where(and(eq(vendorAccounts.userId, tenant.userId), eq(vendorAccounts.vendor, vendor)))
    .for('update')
  return row!
}

export async function updateVendorAccount(
  { tx, userId }: Tenant,
  vendor: Vendor,
  changes: Partial<
    Pick<VendorAccount, 'paused' | 'historyFrom' | 'syncedAt' | 'nextSyncAt' | 'loginAllowedAt' | 'loginRefusals'>
  >,
): Promise<void> {
  await tx
    .update(vendorAccounts)
    .set(changes)
    .where(and(eq(vendorAccounts.userId, userId), eq(vendorAccounts.vendor, vendor)))
}

/** The history begins on this day, or earlier. */
export async function extendHistory({ sql, userId }: Tenant, vendor: Vendor, from: LocalDate): Promise<void> {
  await sql`
    update vendor_accounts set history_from = least(history_from, ${from}::date)
    where user_id = ${userId} and vendor = ${vendor}`
}

export const listDueSyncs = async (
  { client }: Database,
  limit: number,
): Promise<{ userId: number; vendor: Vendor }[]> =>
  client<{ userId: number; vendor: Vendor }[]>`select user_id as "userId", vendor from list_due_syncs(${limit})`

/** Empties what is sealed in logins that nobody has finished in time. */
export async function forgetOldLogins({ client }: Database): Promise<number> {
  const [row] = await client<{ n: number }[]>`select forget_old_logins() as n`
  return row!.n
}
