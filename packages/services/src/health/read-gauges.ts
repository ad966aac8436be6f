import { listLatestBackupRuns } from '@rc/db/queries/backups'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { freeDiskBytes } from './check-readiness.ts'

export interface Gauges {
  freeDiskBytes: number
  jobs: { state: string; count: number; oldestS: number }[]
  /** Unix seconds; null before the first one. */
  lastBackupS: number | null
  lastProofS: number | null
}

/** Figures of the whole appliance, for its metrics. */
export async function readGauges(deps: Pick<Deps, 'config' | 'database' | 'now'>): Promise<Gauges> {
  const [free, jobs, runs] = await Promise.all([
    freeDiskBytes(deps),
    deps.database.db.execute<{ state: string; count: number; oldest_s: number }>(
      sql`select state, jobs::integer as count, extract(epoch from now() - oldest)::integer as oldest_s from count_jobs()`,
    ),
    listLatestBackupRuns(deps.database, deps.now()),
  ])
  const lastS = (kind: 'backup' | 'proof') => {
    const run = runs.find((candidate) => candidate.kind === kind && candidate.state === 'done')
    return run ? run.finishedAt.getTime() / 1000 : null
  }
  return {
    freeDiskBytes: free,
    jobs: jobs.map(({ state, count, oldest_s }) => ({ state, count, oldestS: oldest_s })),
    lastBackupS: lastS('backup'),
    lastProofS: lastS('proof'),
  }
}
