import { describeBackup } from '@rc/services/backup/read-backup'
import { runBackup, runProof } from '@rc/services/backup/run-backup'
import { describeDrill } from './appliance/describe-drill.ts'
import { withBackupDeps } from './appliance/with-backup-deps.ts'
import { readSettings } from './read-settings.ts'
import { runMain } from './run-main.ts'

// Writes a backup, restores it into a cluster of its own, compares every count and hash, and removes that cluster.
await runMain(async () => {
  await withBackupDeps(readSettings(), 'scripts/restore-drill.ts', async (deps, database) => {
    const backup = await runBackup(deps, database, 'manual')
    console.log(describeBackup(backup))
    console.log(`DRILL OK ${describeDrill(await runProof(deps, database, backup))}`)
  })
})
