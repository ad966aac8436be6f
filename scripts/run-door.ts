import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from './run-main.ts'
import { startEphemeralStores } from './stores/ephemeral-stores.ts'

/** What a file behind one of the doors exports. */
export interface DoorModule {
  /** With throw-away stores, named in the environment as for the tests. */
  needsStores?: boolean
  /** Gets the words after the name; sets `process.exitCode` when it is not satisfied. */
  run(args: string[]): Promise<void>
}

/** Runs `<folder>/<name>.ts`, the first word being the name. */
export async function runDoor(folder: string, [name, ...args]: string[]): Promise<void> {
  const dir = join(import.meta.dirname, folder)
  const names = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isFile()) : []
  const choices = names.map((entry) => entry.name.replace(/\.ts$/, '')).filter((choice) => !choice.includes('.'))
  if (!name || !choices.includes(name))
    throw explain(name ? `There is no ${name} here.` : 'A name is missing.', `Choose one of: ${choices.join(', ')}.`)

  const module = (await import(join(dir, `${name}.ts`))) as DoorModule
  if (!module.needsStores) return module.run(args)
  const stores = await startEphemeralStores()
  process.env['RC_TEST_DATABASE_URL'] = stores.databaseUrl
  process.env['RC_TEST_REDIS_URL'] = stores.redisUrl
  try {
    await module.run(args)
  } finally {
    await stores.stop()
  }
}
