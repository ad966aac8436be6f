import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseRecoveryKit } from '@rc/services/backup/recovery-kit'
import { restoreAppliance } from './appliance/restore-appliance.ts'
import { readRunState } from './appliance/run-state.ts'
import { isRunning } from './process-id.ts'
import { readSettings } from './read-settings.ts'
import { explain, runMain } from './run-main.ts'

// Brings back a backup: the folder backups/<name>, or any file in it.
// --kit FILE: keys from the recovery kit, for an appliance that is new. --foreign: takes a backup of another appliance.
// --without-damaged-files: goes on when original files in the backup are damaged.
await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: {
      kit: { type: 'string' },
      foreign: { type: 'boolean', default: false },
      'without-damaged-files': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [path] = positionals.map((each) => resolve(each))
  if (!path) throw explain('Which backup?', 'Name its folder: ./scripts/restore backups/<name>')
  const kit = values.kit === undefined ? null : parseRecoveryKit(readFileSync(values.kit, 'utf8'))

  const config = readSettings()
  const state = readRunState(config.dataDir)
  if (state?.by === 'supervisor' && isRunning(state.supervisor))
    throw explain('RunningCoach is running.', 'Stop it with ./scripts/down, then restore.')
  await restoreAppliance(config, {
    path,
    kit,
    foreign: values.foreign,
    withoutDamagedFiles: values['without-damaged-files'],
  })
  console.log('Restored; every count and hash is as it was. Start it with ./scripts/up')
})
