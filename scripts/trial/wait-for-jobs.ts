import type postgres from 'postgres'
import { waitUntil } from '../process-id.ts'

/** Until no background work is left to do; says what is stuck when it takes longer than `timeoutMs`. */
export async function waitForJobs(sql: postgres.Sql, timeoutMs = 600_000): Promise<void> {
  const open = () => sql<{ kind: string; state: string; jobs: number }[]>`
    select kind, state, count(*)::int as jobs from sync_jobs where state in ('queued', 'running') group by kind, state`
  if (await waitUntil(async () => (await open()).length === 0, timeoutMs)) return
  const stuck = (await open()).map(({ kind, state, jobs }) => `${jobs} ${kind} ${state}`)
  throw new Error(`Still at work after ${timeoutMs / 1000} s: ${stuck.join(', ')}`)
}
