import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadConfig } from '@rc/config'
import { restoreAppliance } from './appliance/restore-appliance.ts'
import { runMain } from './run-main.ts'

// What ./scripts/restore runs in a container, where the secrets cannot be written: the key comes through stdin.
await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: {
      foreign: { type: 'boolean', default: false },
      'without-damaged-files': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  await restoreAppliance(loadConfig(), {
    path: positionals[0] ?? '',
    key: readFileSync(0, 'utf8').trim(),
    foreign: values.foreign,
    withoutDamagedFiles: values['without-damaged-files'],
  })
})
