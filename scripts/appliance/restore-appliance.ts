import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@rc/config'
import { migrate, openDatabase } from '@rc/db'
import { openBackupDeps } from '@rc/services/backup/backup-deps'
import { listDamagedOriginals } from '@rc/services/backup/prove-backup'
import { describeBackup, readBackup, type VerifiedBackup } from '@rc/services/backup/read-backup'
import { recordRestore } from '@rc/services/backup/record-run'
import type { RecoveryKit } from '@rc/services/backup/recovery-kit'
import { requireRoom } from '@rc/services/backup/require-room'
import { refuseOccupied, restoreDatabase } from '@rc/services/backup/restore-database'
import { restoreOriginals } from '@rc/services/backup/restore-originals'
import { formatSealingKey, parseKeyring } from '@rc/vault'
import { explain } from '../run-main.ts'
import { prepareDataDir, readPasswords } from './data-dir.ts'
import { withDatabase } from './with-database.ts'

export interface RestoreOptions {
  path: string
  kit: RecoveryKit | null
  foreign: boolean
  withoutDamagedFiles: boolean
}

/** Brings a backup into an appliance in which nobody lives, which must not be running. */
export async function restoreAppliance(config: Config, options: RestoreOptions): Promise<void> {
  const { path, kit, foreign } = options
  await prepareDataDir(config)
  const keyring = kit && (await parseKeyring(kit.master_keys))
  console.log('Comparing the backup with its seal')
  const backup = await readBackup(path, { key: kit?.backup_key ?? config.secret('backup_key'), foreign })
  console.log(describeBackup(backup))
  await refuseDamagedOriginals(backup, options)

  await withDatabase(config, async (reachable) => {
    const adminUrl = reachable.adminDatabaseUrl()
    await refuseOccupied(adminUrl)
    await requireRoom(config.dataDir, backup.manifest.databaseBytes + backup.manifest.raw.bytes)
    const { tools, rawStore } = openBackupDeps(reachable)
    // Files first: the database never speaks of one that is not there yet.
    console.log('Bringing back the original files')
    await restoreOriginals(backup, rawStore)
    console.log('Bringing back the database and comparing every count and hash')
    await restoreDatabase(backup, { adminUrl, passwords: readPasswords(config), tools })
    await migrate({ adminUrl, passwords: readPasswords(config) })
    await recordRestored(reachable, backup)
  })
  if (kit && keyring?.[0]) {
    const secrets = { ...kit, sealing_key: await formatSealingKey(keyring[0]) }
    for (const [name, content] of Object.entries(secrets))
      writeFileSync(join(config.secretsDir, name), content, { mode: 0o600 })
  }
  // Jobs are in the database; what waits in Valkey belongs to what was here before.
  rmSync(join(config.dataDir, 'valkey/appendonlydir'), { recursive: true, force: true })
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
