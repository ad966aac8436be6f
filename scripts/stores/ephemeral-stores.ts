import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ensureRoot } from './debian-root.ts'
import { findFreePort } from './free-port.ts'
import { startPostgres, startValkey, type Store } from './start-stores.ts'

export interface EphemeralStores {
  /** Superuser URL of the cluster, and Valkey's. */
  databaseUrl: string
  redisUrl: string
  /** Ends Postgres orderly and starts it again on the same port. */
  restartPostgres(): Promise<void>
  /** The same after SIGKILL: what was committed is there again, since the machine lives on. */
  crashPostgres(): Promise<void>
  crashValkey(): Promise<void>
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
  const valkeyOptions = optionsOf('valkey', await findFreePort())
  const [database, valkey] = await Promise.all([startPostgres(databaseOptions), startValkey(valkeyOptions)])
  let running = database
  let runningValkey = valkey
  return {
    databaseUrl: database.url,
    redisUrl: valkey.url,
    restartPostgres: async () => {
      await running.stop()
      running = await startPostgres(databaseOptions)
    },
    crashPostgres: async () => {
      await kill(running)
      running = await startPatiently(() => startPostgres(databaseOptions))
    },
    crashValkey: async () => {
      await kill(runningValkey)
      runningValkey = await startPatiently(() => startValkey(valkeyOptions))
    },
    stop: async () => {
      await Promise.all([running.stop(), runningValkey.stop()])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function kill(store: Store): Promise<void> {
  process.kill(store.process.pid, 'SIGKILL')
  await store.exited
}

/** Children of a killed Postgres take a moment to notice, and none may start beside them. */
async function startPatiently(start: () => Promise<Store>): Promise<Store> {
  for (let tries = 1; ; tries++) {
    try {
      return await start()
    } catch (error) {
      if (tries === 20) throw error
      await setTimeout(500)
    }
  }
}
