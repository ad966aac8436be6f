import type { AlertLevel, LocalDate } from '@rc/domain'
import { and, asc, eq } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { notificationChannels, type NotificationKind } from '../schema/index.ts'

export type { NotificationKind }
export type Channel = typeof notificationChannels.$inferSelect

export function listChannels({ tx, userId }: Tenant): Promise<Channel[]> {
  return tx
    .select()
    .from(notificationChannels)
    .where(eq(notificationChannels.userId, userId))
    .orderBy(asc(notificationChannels.kind))
}

export async function readChannel({ tx, userId }: Tenant, kind: NotificationKind): Promise<Channel | null> {
  const [row] = await tx
    .select()
    .from(notificationChannels)
    .where(and(eq(notificationChannels.userId, userId), eq(notificationChannels.kind, kind)))
  return row ?? null
}

/** What is sealed: undefined leaves the one that is kept. */
export async function putChannel(
  { tx, userId }: Tenant,
  channel: Pick<Channel, 'kind' | 'isEnabled' | 'settings'> & {
    urlSealed?: Uint8Array
    secretSealed?: Uint8Array | null
  },
): Promise<void> {
  await tx
    .insert(notificationChannels)
    .values({ userId, ...channel })
    .onConflictDoUpdate({
      target: [notificationChannels.userId, notificationChannels.kind],
      set: { ...channel, lastError: null },
    })
}

export async function deleteChannel({ tx, userId }: Tenant, kind: NotificationKind): Promise<boolean> {
  const gone = await tx
    .delete(notificationChannels)
    .where(and(eq(notificationChannels.userId, userId), eq(notificationChannels.kind, kind)))
    .returning({ kind: notificationChannels.kind })
  return gone.length > 0
}

/** How a try went; null: well. */
export async function noteTry({ sql, userId }: Tenant, kind: NotificationKind, error: string | null): Promise<void> {
  await sql`
    update notification_channels set last_error = ${error}, last_sent_at = case when ${error}::text is null then now() else last_sent_at end
    where user_id = ${userId} and kind = ${kind}`
}

/** The last message that went out; one that perhaps did counts. */
export async function readLastNotice(
  { sql, userId }: Tenant,
  kind: NotificationKind,
): Promise<{ level: AlertLevel; date: LocalDate } | null> {
  const [row] = await sql<{ level: AlertLevel; date: LocalDate }[]>`
    select level, local_date as date from notices
    where user_id = ${userId} and kind = ${kind} and state <> 'failed' order by local_date desc limit 1`
  return row ?? null
}

/** Begins the one message of a day and channel; false when it was begun before and did not fail. */
export async function claimNotice(
  { sql, userId }: Tenant,
  notice: { date: LocalDate; kind: NotificationKind; level: AlertLevel },
): Promise<boolean> {
  const rows = await sql`
    insert into notices (user_id, local_date, kind, level, state)
    values (${userId}, ${notice.date}, ${notice.kind}, ${notice.level}, 'sending')
    on conflict (user_id, local_date, kind) do update set state = 'sending', level = excluded.level
      where notices.state = 'failed' returning 1`
  return rows.length > 0
}

export async function endNotice(
  { sql, userId }: Tenant,
  { date, kind, state }: { date: LocalDate; kind: NotificationKind; state: 'sent' | 'failed' },
): Promise<void> {
  await sql`update notices set state = ${state} where user_id = ${userId} and local_date = ${date} and kind = ${kind}`
}
