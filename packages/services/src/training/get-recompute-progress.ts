import { readDirtyDays } from '@rc/db/queries/ingestion-state'
import { readUnfinished } from '@rc/db/queries/jobs'
import type { Deps } from '../deps.ts'

/** How far the numbers have followed a changed threshold: activities first, then the days from the first of them on. */
export function getRecomputeProgress(deps: Pick<Deps, 'database'>, userId: number) {
  return deps.database.asUser(userId, async (tenant) => {
    const [job, dirty] = await Promise.all([readUnfinished(tenant, 'own.metrics.recompute'), readDirtyDays(tenant)])
    const { done = 0, total = 0 } = (job?.progress ?? {}) as { done?: number; total?: number }
    return { isRunning: job !== null || dirty !== null, done, total, daysFrom: dirty?.from ?? null }
  })
}
