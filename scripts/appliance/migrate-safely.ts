import type { Config } from '@rc/config'
import { migrate } from '@rc/db'
import { openBackupDeps } from '@rc/services/backup/backup-deps'
import { createBackup } from '@rc/services/backup/create-backup'
import { describeBackup } from '@rc/services/backup/read-backup'
import { loadLibrary } from '@rc/services/guidelines/load-library'
import { readPasswords } from './data-dir.ts'

/**
 * Brings the schema up to date, and the library of guidelines with it; what holds something is backed up first. Without a
 * backup nothing is changed.
 */
export async function migrateSafely(config: Config, dir?: string): Promise<string[]> {
  const adminUrl = config.adminDatabaseUrl()
  const applied = await migrate({
    ...(dir === undefined ? {} : { dir }),
    adminUrl,
    passwords: readPasswords(config),
    beforeApply: async (pending) => {
      console.log(`Backing up before ${pending.length} migrations`)
      console.log(describeBackup(await createBackup(openBackupDeps(config), 'migration')))
    },
  })
  await loadLibrary(adminUrl)
  return applied
}
