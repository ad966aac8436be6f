import type { Database } from '@rc/db'
import { insertBackupRun, type BackupRun } from '@rc/db/queries/backups'

export interface RunOutcome {
  name: string
  bytes?: number
  manifest?: Record<string, unknown>
  /** What is amiss although it went through. */
  warning?: string | undefined
}

/** Does one part of the nightly work and writes down what became of it, well or ill. */
export async function recordRun<T extends RunOutcome>(
  database: Pick<Database, 'db'>,
  kind: BackupRun['kind'],
  now: () => Date,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = now()
  try {
    const outcome = await work()
    const { name, bytes, manifest, warning } = outcome
    await insertBackupRun(database, {
      kind,
      state: 'done',
      name,
      startedAt,
      finishedAt: now(),
      bytes: bytes ?? null,
      manifest: manifest ?? null,
      error: warning ?? null,
    })
    return outcome
  } catch (error) {
    await insertBackupRun(database, {
      kind,
      state: 'failed',
      name: null,
      startedAt,
      finishedAt: now(),
      bytes: null,
      manifest: null,
      error: error instanceof Error ? error.message : String(error),
    })
    throw error
  }
}
