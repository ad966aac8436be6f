import { join } from 'node:path'
import { loadConfig, type Config } from '@rc/config'
import { identify, waitUntil, type ProcessId } from '../process-id.ts'
import { explain } from '../run-main.ts'
import { ensureRoot, requireRoom } from '../stores/debian-root.ts'
import { findFreePort, isPortFree } from '../stores/free-port.ts'
import { startPostgres, startValkey } from '../stores/start-stores.ts'
import { buildWeb } from './build-web.ts'
import { capLogs } from './cap-logs.ts'
import { demoOf, startDemoGarmin } from './demo-garmin.ts'
import { migrateSafely } from './migrate-safely.ts'
import { clearRunState, stopLeftovers, writeRunState } from './run-state.ts'
import { startApp } from './start-app.ts'
import { supervise, type Supervised } from './supervise.ts'
import { isReady } from './welcome.ts'

const READY_TIMEOUT_MS = 120_000
const CAP_LOGS_EVERY_MS = 60_000

/**
 * Brings everything up under this process and waits until it answers; the result stops all of it in order.
 * An abort on the way stops what already runs and rejects. With `demo`, a new appliance gets an emulated Garmin beside it.
 */
export async function startNative(config: Config, signal: AbortSignal, demo = false): Promise<Supervised> {
  requireRoom(config.dataDir)
  await stopLeftovers(config.dataDir)
  if (!(await isPortFree(config.RC_PORT, config.RC_HOST)))
    throw explain(
      `Port ${config.RC_PORT} is taken by another program.`,
      'Stop that program, or write another port as RC_PORT into the file .env.',
    )
  const recordApp = recordRun(config.dataDir)
  const play = demoOf(config, demo)
  const logDir = join(config.dataDir, 'logs')
  const cap = setInterval(() => capLogs(logDir), CAP_LOGS_EVERY_MS)
  const stores: Supervised[] = []
  const apps: Supervised[] = []
  const stop = async () => {
    await Promise.all(apps.map((app) => app.stop()))
    await Promise.all(stores.map((store) => store.stop()))
    clearInterval(cap)
    clearRunState(config.dataDir)
  }
  try {
    const [env] = await allDone([startStores(config, stores), buildWeb(signal)])
    signal.throwIfAborted()
    const applied = await migrateSafely(loadConfig(env))
    if (applied.length > 0) console.log(`Applied ${applied.length} migrations`)
    if (play) {
      const { env: urls, service } = await startDemoGarmin(config, play, (process) => recordApp('garmin', process))
      apps.push(service)
      Object.assign(env, urls)
    }
    console.log('Starting api, worker and scheduler')
    for (const name of ['api', 'worker', 'scheduler'] as const) {
      apps.push(
        await supervise({ name, start: () => startApp(name, env, logDir) }, ({ process }) => recordApp(name, process)),
      )
    }
    const answers = await waitUntil(async () => signal.aborted || (await isReady(config)), READY_TIMEOUT_MS)
    signal.throwIfAborted()
    if (!answers)
      throw explain(
        'The appliance did not become ready within two minutes.',
        `Read the lines above and the files in ${logDir}.`,
      )
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Writes down who runs, so that `down` and the next `up` find exactly these processes. */
function recordRun(dataDir: string): (name: string, id: ProcessId) => void {
  const supervisor = identify(process.pid)
  if (!supervisor) throw new Error('/proc is not readable')
  const apps: Record<string, ProcessId> = {}
  writeRunState(dataDir, { by: 'supervisor', supervisor, apps })
  return (name, id) => {
    apps[name] = id
    writeRunState(dataDir, { by: 'supervisor', supervisor, apps })
  }
}

/** Starts the stores that the environment does not name, and returns the environment of our processes. */
async function startStores(config: Config, stores: Supervised[]): Promise<NodeJS.ProcessEnv> {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' }
  if (env['DATABASE_URL'] && env['REDIS_URL']) return env
  await ensureRoot('stores')
  console.log('Starting the data stores')
  const optionsOf = (name: string, port: number, secret: string) => ({
    dataDir: join(config.dataDir, name),
    port,
    passwordFile: join(config.secretsDir, secret),
    logFile: join(config.dataDir, 'logs', `${name}.log`),
  })
  const starts: Promise<Supervised>[] = []
  if (!env['DATABASE_URL']) {
    const options = optionsOf(
      'database',
      await findFreePort(Number(new URL(config.DATABASE_URL).port)),
      'postgres_password',
    )
    env['DATABASE_URL'] = `postgres://127.0.0.1:${options.port}/runningcoach`
    starts.push(supervise({ name: 'postgres', start: () => startPostgres(options) }))
  }
  if (!env['REDIS_URL']) {
    const options = optionsOf('valkey', await findFreePort(Number(new URL(config.REDIS_URL).port)), 'valkey_password')
    env['REDIS_URL'] = `redis://127.0.0.1:${options.port}`
    starts.push(supervise({ name: 'valkey', start: () => startValkey(options) }))
  }
  await allDone(starts.map((start) => start.then((store) => stores.push(store))))
  return env
}

/** Like Promise.all, but when one fails the others are waited for, so that nothing starts behind a stop. */
async function allDone<const T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises)
  return Promise.all(promises) as Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>
}
