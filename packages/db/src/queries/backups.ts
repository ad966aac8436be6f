import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'

type Doors = Pick<Database, 'db'>

export interface BackupRun {
  kind: 'backup' | 'proof' | 'offsite'
  state: 'done' | 'failed'
  /** Folder of the backup. */
  name: string | null
  startedAt: Date
  finishedAt: Date
  bytes: number | null
  manifest: Record<string, unknown> | null
  /** Why it failed, or what is amiss although it went through. */
  error: string | null
}

/** Needs a login as rc_backup. */
export async function insertBackupRun({ db }: Doors, run: BackupRun): Promise<void> {
  const manifest = run.manifest && JSON.stringify(run.manifest)
  await db.execute(sql`insert into backup_runs (kind, state, name, started_at, finished_at, bytes, manifest, error)
    values (${run.kind}, ${run.state}, ${run.name}, ${run.startedAt.toISOString()}, ${run.finishedAt.toISOString()},
      ${run.bytes}, ${manifest}::jsonb, ${run.error})`)
}

export type LatestBackupRun = Omit<BackupRun, 'manifest'>

/** The newest run of each kind that went well, and the newest that did not, by the clock of who asks. */
export async function listLatestBackupRuns({ db }: Doors, now: Date): Promise<LatestBackupRun[]> {
  const rows = await db.execute<{
    kind: BackupRun['kind']
    state: BackupRun['state']
    name: string | null
    started_at: string
    finished_at: string
    bytes: number | null
    error: string | null
  }>(sql`select * from latest_backup_runs(${now.toISOString()})`)
  return rows.map(({ started_at, finished_at, ...row }) => ({
    ...row,
    startedAt: new Date(started_at),
    finishedAt: new Date(finished_at),
  }))
}

/** When the first migration was applied: the day from which this appliance exists. */
export async function findBirth({ db }: Doors): Promise<Date> {
  const [row] = await db.execute<{ born_at: string }>(sql`select min(applied_at) as born_at from schema_migrations`)
  return new Date(row?.born_at ?? Number.NaN)
}
