import { readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseRecoveryKit, type RecoveryKit } from '@rc/services/backup/recovery-kit'
import { parseKeyring } from '@rc/vault'
import { composeRestore, dockerAnswers } from './appliance/compose.ts'
import { installKit, prepareDataDir } from './appliance/data-dir.ts'
import { restoreAppliance } from './appliance/restore-appliance.ts'
import { readRunState } from './appliance/run-state.ts'
import { withDatabase } from './appliance/with-database.ts'
import { isRunning } from './process-id.ts'
import { readSettings } from './read-settings.ts'
import { explain, runMain } from './run-main.ts'

// Brings back a backup: the folder backups/<name>, or any file in it.
// --kit FILE: keys from the recovery kit, for an appliance that is new. --foreign: takes a backup of another appliance.
// --without-damaged-files: goes on when original files in the backup are damaged. --native: as for ./scripts/up.
await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: {
      kit: { type: 'string' },
      foreign: { type: 'boolean', default: false },
      'without-damaged-files': { type: 'boolean', default: false },
      native: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const path = folderOf(positionals[0])
  const kit = values.kit === undefined ? null : await readKit(values.kit)

  const config = readSettings()
  const state = readRunState(config.dataDir)
  if (state?.by === 'compose' || (state && isRunning(state.supervisor)))
    throw explain('RunningCoach is running.', 'Stop it with ./scripts/down, then restore.')
  await prepareDataDir(config)
  const key = kit?.backup_key ?? config.secret('backup_key')
  const { foreign, 'without-damaged-files': withoutDamagedFiles } = values
  if (!values.native && dockerAnswers()) {
    const options = [...(foreign ? ['--foreign'] : []), ...(withoutDamagedFiles ? ['--without-damaged-files'] : [])]
    composeRestore(config, path, options, key)
  } else {
    await withDatabase(config, (reachable) => restoreAppliance(reachable, { path, key, foreign, withoutDamagedFiles }))
  }
  if (kit) await installKit(config, kit)
  // Jobs are in the database; what waits in Valkey belongs to what was here before.
  rmSync(join(config.dataDir, 'valkey/appendonlydir'), { recursive: true, force: true })
  console.log('Restored; every count and hash is as it was. Start it with ./scripts/up')
})

async function readKit(file: string): Promise<RecoveryKit> {
  const kit = parseRecoveryKit(readFileSync(file, 'utf8'))
  await parseKeyring(kit.master_keys).catch(() => {
    throw explain('The [master_keys] of the recovery kit are mistyped.', 'Compare them with the printed page.')
  })
  return kit
}

function folderOf(path: string | undefined): string {
  if (!path) throw explain('Which backup?', 'Name its folder: ./scripts/restore backups/<name>')
  const full = resolve(path)
  return statSync(full, { throwIfNoEntry: false })?.isFile() ? dirname(full) : full
}
