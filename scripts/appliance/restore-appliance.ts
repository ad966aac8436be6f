import type { Config } from '@rc/config'
import { migrate, openDatabase } from '@rc/db'
import { listDamagedOriginals } from '@rc/services/backup/prove-backup'
import { describeBackup, readBackup, type VerifiedBackup } from '@rc/services/backup/read-backup'
import { recordRestore } from '@rc/services/backup/record-run'
import { requireRoom } from '@rc/services/backup/require-room'
import { refuseOccupied, restoreDatabase } from '@rc/services/backup/restore-database'
import { restoreOriginals } from '@rc/services/backup/restore-originals'
import { createTools } from '@rc/services/backup/tools'
import { createRawStore } from '@rc/services/raw-store'
import { explain } from '../run-main.ts'
import { readPasswords } from './data-dir.ts'

export interface RestoreOptions {
  path: string
  /** Seals this backup, and none but its appliance's has it. */
  key: string
  foreign: boolean
  withoutDamagedFiles: boolean
}

/** Brings a backup into an appliance in which nobody lives and of which nothing but the database is running. */
export async function restoreAppliance(config: Config, options: RestoreOptions): Promise<void> {
  console.log('Comparing the backup with its seal')
  const backup = await readBackup(options.path, options)
  console.log(describeBackup(backup))
  await refuseDamagedOriginals(backup, options)

  const adminUrl = config.adminDatabaseUrl()
  const passwords = readPasswords(config)
  await refuseOccupied(adminUrl)
  await requireRoom(config.dataDir, backup.manifest.databaseBytes + backup.manifest.raw.bytes)
  // Files first: the database never speaks of one that is not there yet.
  console.log('Bringing back the original files')
  await restoreOriginals(backup, createRawStore(config.rawDir))
  console.log('Bringing back the database and comparing every count and hash')
  await restoreDatabase(backup, { adminUrl, passwords, tools: createTools(config.RC_TOOL_RUNNER) })
  await migrate({ adminUrl, passwords })
  await recordRestored(config, backup)
}

async function refuseDamagedOriginals(backup: VerifiedBackup, { withoutDamagedFiles }: RestoreOptions): Promise<void> {
  const damaged = await listDamagedOriginals(backup)
  if (damaged.length === 0) return
  const finding = `${damaged.length} of ${backup.rawFiles.length} original files are damaged or missing in the backup`
  if (!withoutDamagedFiles)
    throw explain(
      `${finding}, among them ${damaged[0]}.`,
      'What was read from them is in the database; --without-damaged-files restores everything else.',
    )
  console.log(`${finding}; going on without them`)
}

async function recordRestored(config: Config, backup: VerifiedBackup): Promise<void> {
  const database = openDatabase({ url: config.databaseUrl('rc_backup'), maxConnections: 1 })
  try {
    await recordRestore(database, backup, new Date())
  } finally {
    await database.close()
  }
}
