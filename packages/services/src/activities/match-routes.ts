import { isSameRoute, lengthsLike, routeShape, routeVersion } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { lockHeldJob } from '@rc/db/queries/jobs'
import {
  dropOutlived,
  listFounders,
  listUnmatched,
  putRoute,
  type RouteRow,
  type UnmatchedRoute,
} from '@rc/db/queries/routes'
import { sportFamily } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'

const AT_ONCE = 100
/** People start their watch at the door or at the corner. */
const REACH_M = 200

/**
 * Puts every way that is new, or has changed, with the ways that are like it; each is compared with the first of each group
 * that begins nearby and is as long. May run as often as it likes: what has been judged is not judged again.
 */
export async function matchRoutes(
  { database }: Pick<Deps, 'database'>,
  job: ClaimedJob<'own.routes.match'>,
  signal: AbortSignal,
): Promise<JobEnded> {
  for (;;) {
    signal.throwIfAborted()
    const ended = await database.asUser(job.userId, async (tenant) => {
      await lockHeldJob(tenant, job)
      await dropOutlived(tenant)
      const some = await listUnmatched(tenant, routeVersion, AT_ONCE)
      for (const route of some) await matchRoute(tenant, route)
      return some.length < AT_ONCE ? finishJob(tenant, job) : null
    })
    if (ended) return ended
  }
}

async function matchRoute(tenant: Tenant, { activityId, sport, spark, track }: UnmatchedRoute): Promise<void> {
  const shape = routeShape(track)
  const row: RouteRow = {
    activityId,
    version: routeVersion,
    spark,
    family: sportFamily(sport),
    // What has no shape is the only one of its kind.
    lengthM: shape?.lengthM ?? 0,
    startLatDeg: shape?.startLatDeg ?? track[1] ?? 0,
    startLonDeg: shape?.startLonDeg ?? track[0] ?? 0,
  }
  const founders = shape ? await listFounders(tenant, row, lengthsLike(shape.lengthM), REACH_M) : []
  const origin = { latDeg: row.startLatDeg, lonDeg: row.startLonDeg }
  const first = founders.find((founder) => {
    const other = routeShape(founder.track, origin)
    return shape !== null && other !== null && isSameRoute(shape, other)
  })
  await putRoute(tenant, row, first?.activityId ?? activityId)
}
