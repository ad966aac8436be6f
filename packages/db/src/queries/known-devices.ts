import { sql } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { knownDevices } from '../schema/index.ts'

const KEPT = 20

/** Whether somebody has signed in as `login` with this browser before. */
export async function isKnownDevice(
  { db }: Pick<Database, 'db'>,
  login: string,
  tokenSha256: Uint8Array,
): Promise<boolean> {
  const [row] = await db.execute<{ known: boolean }>(sql`select is_known_device(${login}, ${tokenSha256}) as known`)
  return row?.known ?? false
}

/** Adds the browser or notes that it was here again; only the newest are kept. */
export async function rememberDevice({ tx, userId }: Tenant, tokenSha256: Uint8Array, now: Date): Promise<void> {
  await tx
    .insert(knownDevices)
    .values({ userId, tokenSha256, lastSeenAt: now })
    .onConflictDoUpdate({ target: knownDevices.tokenSha256, set: { lastSeenAt: now } })
  await tx.delete(knownDevices).where(sql`${knownDevices.userId} = ${userId} and ${knownDevices.tokenSha256} not in (
    select token_sha256 from known_devices where user_id = ${userId} order by last_seen_at desc limit ${KEPT})`)
}
