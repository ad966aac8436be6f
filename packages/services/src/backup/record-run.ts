import type { Database } from '@rc/db'
import { insertBackupRun, type BackupRun } from '@rc/db/queries/backups'
import type { Manifest } from './manifest.ts'

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
    // Ended because the appliance was: that is no failure.
    if (error instanceof Error && error.name === 'AbortError') throw error
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

/** Tells a database that has just been restored, and compared, which backup it comes from. */
export async function recordRestore(
  database: Pick<Database, 'db'>,
  { name, manifest }: { name: string; manifest: Manifest },
  at: Date,
): Promise<void> {
  const made = new Date(manifest.createdAt)
  const bytes = manifest.files['rc.dump'].bytes + manifest.raw.bytes
  const run = { state: 'done', name, bytes, manifest: null, error: null } as const
  await insertBackupRun(database, { ...run, kind: 'backup', startedAt: made, finishedAt: made })
  await insertBackupRun(database, { ...run, kind: 'proof', startedAt: at, finishedAt: at })
}
