import type { Tenant } from '@rc/db'
import type { Vendor } from '@rc/domain'

/** What browsers are told: only that something changed. */
export type UserEvent =
  | { type: 'import'; batchId: number }
  | { type: 'activity'; activityId: number }
  | { type: 'metrics'; from: string }
  | { type: 'journal'; date: string }
  | { type: 'morning'; date: string }
  | { type: 'plan'; planId: string }
  | { type: 'job'; jobId: number }
  | { type: 'connection'; vendor: Vendor }
  | { type: 'sync'; vendor: Vendor }

/** The channel the api listens on; a message is `UserEvent & { userId }` as JSON. */
export const eventChannel = 'rc_events'

/** Tells the athlete's open pages, when this transaction commits. */
export async function notifyUser({ userId, sql }: Tenant, event: UserEvent): Promise<void> {
  await sql`select pg_notify(${eventChannel}, ${JSON.stringify({ userId, ...event })})`
}
