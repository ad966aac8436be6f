import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate, type RolePasswords } from '@rc/db'
import type { BackupDeps } from './backup-deps.ts'
import { checkTenantWall } from './check-tenant-wall.ts'
import { holds } from './copy-raw-files.ts'
import { readBackup, type VerifiedBackup } from './read-backup.ts'
import { refuse } from './refusal.ts'
import { requireRoom } from './require-room.ts'
import { restoreDatabase } from './restore-database.ts'
import { startThrowAwayCluster } from './throw-away-cluster.ts'

export interface Proof {
  backup: VerifiedBackup
  /** Of restoring and comparing, and of the samples among the rows. */
  seconds: number
  samples: number
}

/**
 * Restores a backup into a cluster of its own, compares every count and hash, works in it as the app would, and removes
 * it. Throws what is wrong with the backup; says nothing good about one it has not read to the last byte.
 */
export async function proveBackup(
  deps: Pick<BackupDeps, 'tools' | 'scratchDir' | 'key'>,
  path: string,
): Promise<Proof> {
  const backup = await readBackup(path, deps)
  const damaged = await listDamagedOriginals(backup)
  if (damaged.length > 0)
    throw refuse(`${damaged.length} of ${backup.rawFiles.length} original files in the backup are damaged or missing.`)

  await mkdir(deps.scratchDir, { recursive: true, mode: 0o700 })
  // The files of the database, and as much again while indexes are built.
  await requireRoom(deps.scratchDir, 2 * backup.manifest.databaseBytes)
  const startedAt = performance.now()
  const cluster = await startThrowAwayCluster(deps.tools, join(deps.scratchDir, 'proof'))
  try {
    const adminUrl = new URL(cluster.adminUrl)
    adminUrl.pathname = '/runningcoach'
    const target = { adminUrl: adminUrl.href, passwords: randomPasswords() }
    await restoreDatabase(backup, { ...target, tools: deps.tools })
    await migrate(target)
    await checkTenantWall(target)
    const samples = backup.manifest.fingerprint.tables['activity_samples']?.count ?? 0
    return { backup, seconds: (performance.now() - startedAt) / 1000, samples }
  } finally {
    await cluster.remove()
  }
}

export async function listDamagedOriginals({ rawFiles, rawCopies }: VerifiedBackup): Promise<string[]> {
  const damaged: string[] = []
  for (const sha256 of rawFiles) if (!(await holds(rawCopies, sha256))) damaged.push(sha256)
  return damaged
}

function randomPasswords(): RolePasswords {
  const password = () => randomBytes(16).toString('hex')
  return { rc_owner: password(), rc_app: password(), rc_ingest: password(), rc_backup: password() }
}
