import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureRoot } from './debian-root.ts'
import { findFreePort } from './free-port.ts'
import { startPostgres, startValkey } from './start-stores.ts'

export interface EphemeralStores {
  /** Superuser URL of the cluster, and Valkey's. */
  databaseUrl: string
  redisUrl: string
  /** Ends Postgres as a crash would, or orderly, and starts it again on the same port. */
  restartPostgres(): Promise<void>
  /** Stops both and removes their files. */
  stop(): Promise<void>
}

/** Throw-away stores on free ports; they end with this process. Files and passwords live in a temporary folder. */
export async function startEphemeralStores(): Promise<EphemeralStores> {
  await ensureRoot('stores')
  const dir = mkdtempSync(join(tmpdir(), 'runningcoach-stores-'))
  const passwordFile = join(dir, 'password')
  writeFileSync(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 })
  const optionsOf = (name: string, port: number) => ({
    dataDir: join(dir, name),
    port,
    passwordFile,
    logFile: join(dir, `${name}.log`),
    ephemeral: true,
  })
  const databaseOptions = optionsOf('database', await findFreePort())
  const [database, valkey] = await Promise.all([
    startPostgres(databaseOptions),
    findFreePort().then((port) => startValkey(optionsOf('valkey', port))),
  ])
  let running = database
  return {
    databaseUrl: database.url,
    redisUrl: valkey.url,
    restartPostgres: async () => {
      await running.stop()
      running = await startPostgres(databaseOptions)
    },
    stop: async () => {
      await Promise.all([running.stop(), valkey.stop()])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
