import { describeBackup } from '@rc/services/backup/read-backup'
import { describeLost, runBackup } from '@rc/services/backup/run-backup'
import { withBackupDeps } from './appliance/with-backup-deps.ts'
import { readSettings } from './read-settings.ts'
import { runMain } from './run-main.ts'

// Writes a backup into the backup folder, whether the appliance is running or not.
await runMain(async () => {
  await withBackupDeps(readSettings(), 'scripts/backup.ts', async (deps, database) => {
    const backup = await runBackup(deps, database, 'manual')
    console.log(`${backup.dir}\n${describeBackup(backup)}`)
    const lost = describeLost(backup.manifest)
    if (lost) console.log(lost)
  })
})
