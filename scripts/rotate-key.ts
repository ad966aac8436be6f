import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Config } from '@rc/config'
import {
  createMasterKey,
  formatKeyring,
  formatSealingKey,
  parseKeyring,
  parseSealingKey,
  type Keyring,
} from '@rc/vault'
import { composeExec, dockerAnswers } from './appliance/compose.ts'
import { mendKeyFile, replaceKeyFile } from './appliance/key-file.ts'
import { rewrapEverything } from './appliance/rewrap-everything.ts'
import { readRunState } from './appliance/run-state.ts'
import { hasDatabase, withDatabase } from './appliance/with-database.ts'
import { readSettings } from './read-settings.ts'
import { explain, runMain } from './run-main.ts'

/** Whoever has fetched a value that was wrapped with the old key has opened it by then. */
const GRACE_MS = 5_000

// Makes a new master key and brings all that is sealed under it, while the appliance works or while it is stopped.
// --forget-old: the keys before it are thrown away; vendor logins in backups of before can then no longer be opened.
await runMain(async () => {
  const { values } = parseArgs({ options: { 'forget-old': { type: 'boolean', default: false } } })
  const config = readSettings()
  const keyFile = join(config.secretsDir, 'master_keys')
  const sealingFile = join(config.secretsDir, 'sealing_key')
  if (!existsSync(keyFile) || !existsSync(sealingFile) || !hasDatabase(config))
    throw explain('There are no keys yet.', 'Start with ./scripts/up, which makes them.')
  await mendKeyFile(keyFile, parseKeyring)
  await mendKeyFile(sealingFile, parseSealingKey)

  const fresh = await createMasterKey()
  const keyring: Keyring = [fresh, ...(await parseKeyring(readFileSync(keyFile, 'utf8')))]
  // Whoever opens knows the new key before anybody seals with it.
  replaceKeyFile(keyFile, await formatKeyring(keyring))
  replaceKeyFile(sealingFile, await formatSealingKey(fresh))
  await rewrapAnywhere(config)

  if (values['forget-old']) {
    await setTimeout(GRACE_MS)
    replaceKeyFile(keyFile, await formatKeyring([fresh]))
  }
  console.log(`The master key is now ${fresh.id}.`)
  console.log('The recovery kit on paper is out of date: print a new one with ./scripts/recovery-kit')
})

/** Where the appliance runs in containers, only the worker has keys and database. */
async function rewrapAnywhere(config: Config): Promise<void> {
  if (readRunState(config.dataDir)?.by === 'compose' && dockerAnswers())
    return composeExec(config, 'scripts/rewrap-inside.ts', [], 'worker')
  await withDatabase(config, rewrapEverything)
}
