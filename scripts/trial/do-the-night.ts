import { join } from 'node:path'
import { createLogger } from '@rc/config'
import { openDatabase } from '@rc/db'
import { runDueBackupWork } from '@rc/services/backup/run-due-backup-work'
import { repository } from '../run-main.ts'
import type { Trial } from './start-trial.ts'

/** What the scheduler does at night, as if it were the one after tomorrow: a backup, and its restore on trial. */
export async function doTheNight({ config, database }: Trial): Promise<Date> {
  const night = new Date(Date.now() + 2 * 86_400_000)
  const app = openDatabase({ url: database.appUrl, maxConnections: 1 })
  try {
    const deps = {
      config: { ...config, RC_TOOL_RUNNER: join(repository, 'scripts/stores/run-tool.ts') },
      database: app,
      now: () => night,
    }
    await runDueBackupWork({ ...deps, log: createLogger('night', 'warn') }, new AbortController().signal)
  } finally {
    await app.close()
  }
  return night
}
