import { eq, sql as raw } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { calendarFeeds } from '../schema/index.ts'

/** Whose calendar is at an address; null: nobody's. */
export async function findCalendarFeed({ db }: Pick<Database, 'db'>, tokenSha256: Uint8Array): Promise<number | null> {
  const [row] = await db.execute<{ id: number | null }>(raw`select find_calendar_feed(${tokenSha256}) as id`)
  return row?.id ?? null
}

export async function readCalendarFeed({ tx, userId }: Tenant): Promise<{ createdAt: Date } | null> {
  const [row] = await tx
    .select({ createdAt: calendarFeeds.updatedAt })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.userId, userId))
  return row ?? null
}

/** In place of the address before, which leads nowhere from then on. */
export async function putCalendarFeed({ tx, userId }: Tenant, tokenSha256: Uint8Array): Promise<void> {
  await tx
    .insert(calendarFeeds)
    .values({ userId, tokenSha256 })
    .onConflictDoUpdate({ target: calendarFeeds.userId, set: { tokenSha256 } })
}

export async function deleteCalendarFeed({ tx, userId }: Tenant): Promise<void> {
  await tx.delete(calendarFeeds).where(eq(calendarFeeds.userId, userId))
}
