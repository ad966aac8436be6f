import type { Database } from '@rc/db'
import type { BackupDeps } from './backup-deps.ts'
import { copyOffsite } from './copy-offsite.ts'
import { createBackup, type Backup } from './create-backup.ts'
import type { BackupKind, Manifest } from './manifest.ts'
import { proveBackup, type Proof } from './prove-backup.ts'
import { recordRun } from './record-run.ts'

type Doors = Pick<Database, 'db'>

/** Makes a backup and writes down that it did. */
export async function runBackup(deps: BackupDeps, database: Doors, kind: BackupKind): Promise<Backup> {
  return recordRun(database, 'backup', deps.now, async () => {
    const backup = await createBackup(deps, kind)
    const { files, raw } = backup.manifest
    return { ...backup, bytes: files['rc.dump'].bytes + raw.bytes, warning: describeLost(backup.manifest) }
  })
}

/** Restores a backup on trial and writes down the result. */
export async function runProof(
  deps: BackupDeps,
  database: Doors,
  { name, dir }: Pick<Backup, 'name' | 'dir'>,
): Promise<Proof> {
  return recordRun(database, 'proof', deps.now, async () => ({ name, ...(await proveBackup(deps, dir)) }))
}

/** Copies a backup elsewhere, where a place is set, and writes down the result. */
export async function runOffsiteCopy(deps: BackupDeps, database: Doors, name: string): Promise<void> {
  const { offsite } = deps
  if (!offsite) return
  await recordRun(database, 'offsite', deps.now, async () => {
    await copyOffsite(deps, offsite, name)
    return { name }
  })
}

export const describeLost = ({ raw }: Pick<Manifest, 'raw'>): string | undefined =>
  raw.lost.length > 0
    ? `${raw.lost.length} original files are gone or damaged and are in no backup; what was read from them is complete.`
    : undefined
