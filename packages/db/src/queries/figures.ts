import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'

type Doors = Pick<Database, 'db'>

/** Work of the whole appliance: what waits, what failed, and for how long due work has been waiting. */
export async function readJobFigures({
  db,
}: Doors): Promise<{ waiting: number; failed: number; lateS: number | null }> {
  const [row] = await db.execute<{ waiting: number; failed: number; late_s: number | null }>(sql`
    select coalesce(sum(jobs) filter (where state in ('queued', 'running')), 0)::int as waiting,
      coalesce(sum(jobs) filter (where state = 'failed'), 0)::int as failed,
      (select extract(epoch from now() - oldest_due_job())::int) as late_s from count_jobs()`)
  return { waiting: row?.waiting ?? 0, failed: row?.failed ?? 0, lateS: row?.late_s ?? null }
}

/** Postgres as it calls itself: 17.2. */
export async function readServerVersion({ db }: Doors): Promise<string> {
  const [row] = await db.execute<{ server_version: string }>(sql`show server_version`)
  return row?.server_version.split(' ')[0] ?? ''
}
