import { listActivityRows, sortKeyOf } from '@rc/db/queries/activities'
import type { Deps } from '../deps.ts'
import { toFilter, type ListQuery } from './activity-filter.ts'
import { readCursor, writeCursor, type ListRun } from './cursor.ts'
import { presentSummary } from './present-activity.ts'

export type ActivityList = Awaited<ReturnType<typeof listActivities>>

/** One page of the athlete's activities, newest first unless told otherwise, and the cursor of the next. */
export async function listActivities(
  deps: Pick<Deps, 'database'>,
  userId: number,
  {
    cursor,
    limit,
    sort = 'date',
    order = 'desc',
    ...query
  }: ListQuery & Partial<ListRun> & { cursor?: string | undefined; limit: number },
) {
  const filter = toFilter(query)
  const run = { sort, order }
  const after = cursor === undefined ? undefined : readCursor(cursor, run)
  const rows = await deps.database.asUser(userId, (tenant) =>
    listActivityRows(tenant, { ...filter, ...run, after, limit: limit + 1 }),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    activities: page.map(presentSummary),
    nextCursor:
      last && rows.length > page.length
        ? writeCursor({ key: sortKeyOf(last, sort), startedAt: last.startedAtText, id: last.id }, run)
        : null,
  }
}
