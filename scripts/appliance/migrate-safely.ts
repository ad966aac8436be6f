import type { Config } from '@rc/config'
import { migrate } from '@rc/db'
import { openBackupDeps } from '@rc/services/backup/backup-deps'
import { createBackup } from '@rc/services/backup/create-backup'
import { describeBackup } from '@rc/services/backup/read-backup'
import { readPasswords } from './data-dir.ts'

/** Brings the schema up to date; one that holds something is backed up first. Without a backup nothing is changed. */
export const migrateSafely = (config: Config, dir?: string): Promise<string[]> =>
  migrate({
    ...(dir === undefined ? {} : { dir }),
    adminUrl: config.adminDatabaseUrl(),
    passwords: readPasswords(config),
    beforeApply: async (pending) => {
      console.log(`Backing up before ${pending.length} migrations`)
      console.log(describeBackup(await createBackup(openBackupDeps(config), 'migration')))
    },
  })
