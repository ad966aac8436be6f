import type { Tenant } from '@rc/db'
import type { UserEvent } from '@rc/domain'

/** The channel the api listens on; a message is `UserEvent & { userId }` as JSON. */
export const eventChannel = 'rc_events'

/** Tells the athlete's open pages, when this transaction commits. */
export async function notifyUser({ userId, sql }: Tenant, event: UserEvent): Promise<void> {
  await sql`select pg_notify(${eventChannel}, ${JSON.stringify({ userId, ...event })})`
}
