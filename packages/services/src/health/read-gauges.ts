import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { freeDiskBytes } from './check-readiness.ts'

export interface Gauges {
  freeDiskBytes: number
  jobs: { state: string; count: number; oldestS: number }[]
}

/** Figures of the whole appliance, for its metrics. */
export async function readGauges(deps: Pick<Deps, 'config' | 'database'>): Promise<Gauges> {
  const [free, jobs] = await Promise.all([
    freeDiskBytes(deps),
    deps.database.db.execute<{ state: string; count: number; oldest_s: number }>(
      sql`select state, jobs::integer as count, extract(epoch from now() - oldest)::integer as oldest_s from count_jobs()`,
    ),
  ])
  return { freeDiskBytes: free, jobs: jobs.map(({ state, count, oldest_s }) => ({ state, count, oldestS: oldest_s })) }
}
