import { openDatabase } from '@rc/db'
import type { Deps } from '../deps.ts'
import { openBackupDeps } from './backup-deps.ts'
import { pruneBackups } from './prune-backups.ts'
import { runBackup, runOffsiteCopy, runProof } from './run-backup.ts'

/**
 * What happens every night: a backup, its trial restore, then the clean-up of past generations and the copy elsewhere.
 * A night whose backup is not proven removes nothing. Each part is written down; the first that fails is thrown.
 */
export async function runNightlyBackup({ config, log }: Pick<Deps, 'config' | 'log'>): Promise<void> {
  const deps = openBackupDeps(config)
  const database = openDatabase({ url: deps.databaseUrl, maxConnections: 1, applicationName: 'rc-nightly' })
  try {
    const backup = await runBackup(deps, database, 'nightly')
    log.info({ name: backup.name }, 'backup made')
    const { seconds } = await runProof(deps, database, backup)
    log.info({ name: backup.name, seconds }, 'backup proven')
    const { removed } = await pruneBackups(deps, config.RC_TIME_ZONE)
    log.info({ removed }, 'past backups removed')
    await runOffsiteCopy(deps, database, backup.name)
  } finally {
    await database.close()
  }
}
