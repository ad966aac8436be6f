import { setTimeout } from 'node:timers/promises'
import type { Config } from '@rc/config'
import { openDatabase } from '@rc/db'
import { rewrapAll } from '@rc/services/vault/rewrap-all'
import { parseKeyring } from '@rc/vault'
import { explain } from '../run-main.ts'

const PASSES = 5
/** Longer than anybody takes between reading the sealing key and writing what was sealed with it. */
const PAUSE_MS = 1_000

/** Brings all that is sealed under the newest master key, until a whole pass finds nothing of an older one. */
export async function rewrapEverything(config: Config): Promise<void> {
  const keyring = await parseKeyring(config.secret('master_keys'))
  const database = openDatabase({
    url: config.databaseUrl('rc_ingest'),
    workAsApp: true,
    maxConnections: 1,
    applicationName: 'rc-rotate-key',
  })
  try {
    let rewrapped = 0
    for (let pass = 1; pass <= PASSES; pass++) {
      const found = await rewrapAll({ database }, keyring)
      rewrapped += found.rewrapped
      if (pass > 1 && found.rewrapped === 0) {
        console.log(`${rewrapped} sealed values were brought under the new master key, of ${found.values} there are.`)
        return
      }
      await setTimeout(PAUSE_MS)
    }
  } finally {
    await database.close()
  }
  throw explain(
    'Something still seals with an older key.',
    'Start the appliance again with ./scripts/down and ./scripts/up, then repeat this command.',
  )
}
