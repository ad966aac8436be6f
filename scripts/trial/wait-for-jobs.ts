import type postgres from 'postgres'
import { waitUntil } from '../process-id.ts'

/** Until no background work is left whose kind is `like` this (SQL); says what is stuck when it takes too long. */
export async function waitForJobs(sql: postgres.Sql, like = '%', timeoutMs = 600_000): Promise<void> {
  const open = () => sql<{ kind: string; state: string; jobs: number }[]>`
    select kind, state, count(*)::int as jobs from sync_jobs
    where state in ('queued', 'running') and kind like ${like} group by kind, state`
  if (await waitUntil(async () => (await open()).length === 0, timeoutMs)) return
  const stuck = (await open()).map(({ kind, state, jobs }) => `${jobs} ${kind} ${state}`)
  throw new Error(`Still at work after ${timeoutMs / 1000} s: ${stuck.join(', ')}`)
}

/** Kept raw, decoded, stored, analysed, duplicates decided; daily numbers follow later, for many files at once. */
export const importJobs = 'import.%'
