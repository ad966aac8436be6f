import { readActivityRow } from '@rc/db/queries/activities'
import { listRouteFellows } from '@rc/db/queries/routes'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'

/** As many as a page can show; somebody who goes to work on foot has more. */
const MOST = 500

/** The activities that went the same way, the newest first; empty while nobody has looked yet. Throws `not_found`. */
export function getRouteFellows(deps: Pick<Deps, 'database'>, userId: number, activityId: number) {
  return deps.database.asUser(userId, async (tenant) => {
    if (!(await readActivityRow(tenant, activityId))) throw new AppError('not_found', 'no such activity')
    return { fellows: await listRouteFellows(tenant, activityId, MOST) }
  })
}
