import { listActivityRows } from '@rc/db/queries/activities'
import type { Deps } from '../deps.ts'
import { toFilter, type ListQuery } from './activity-filter.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { presentSummary } from './present-activity.ts'

export type ActivityList = Awaited<ReturnType<typeof listActivities>>

/** One page of the athlete's activities, newest first, and the cursor of the next. */
export async function listActivities(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { cursor, limit, ...query }: ListQuery & { cursor?: string | undefined; limit: number },
) {
  const filter = toFilter(query)
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const rows = await deps.database.asUser(userId, (tenant) =>
    listActivityRows(tenant, { ...filter, after, limit: limit + 1 }),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    activities: page.map(presentSummary),
    nextCursor: last && rows.length > page.length ? writeCursor({ startedAt: last.startedAtText, id: last.id }) : null,
  }
}
