import type { Config } from '@rc/config'
import { openDatabase, type Database } from '@rc/db'
import { openBackupDeps, type BackupDeps } from '@rc/services/backup/backup-deps'
import { explain } from '../run-main.ts'
import { hasDatabase, withDatabase } from './with-database.ts'

/** Opens what a backup of this appliance needs. */
export async function withBackupDeps(
  config: Config,
  work: (deps: BackupDeps, database: Database) => Promise<void>,
): Promise<void> {
  if (!hasDatabase(config)) throw explain('There is nothing here yet to back up.', 'Start with ./scripts/up')
  await withDatabase(config, async (reachable) => {
    const deps = openBackupDeps(reachable)
    const database = openDatabase({ url: deps.databaseUrl, maxConnections: 1, applicationName: 'rc-backup' })
    try {
      await work(deps, database)
    } finally {
      await database.close()
    }
  })
}
