import type { Config } from '@rc/config'
import { openDatabase, type Database } from '@rc/db'
import { openBackupDeps, type BackupDeps } from '@rc/services/backup/backup-deps'
import { explain } from '../run-main.ts'
import { composeExec, dockerAnswers } from './compose.ts'
import { readRunState } from './run-state.ts'
import { hasDatabase, withDatabase } from './with-database.ts'

/** Opens what a backup of this appliance needs; where it runs under Compose, `script` runs in there instead. */
export async function withBackupDeps(
  config: Config,
  script: string,
  work: (deps: BackupDeps, database: Database) => Promise<void>,
): Promise<void> {
  if (readRunState(config.dataDir)?.by === 'compose' && dockerAnswers()) return composeExec(config, script)
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
