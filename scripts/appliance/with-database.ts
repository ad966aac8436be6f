import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig, type Config } from '@rc/config'
import { isRunning, readProcessId } from '../process-id.ts'
import { findFreePort } from '../stores/free-port.ts'
import { startPostgres } from '../stores/start-stores.ts'

/** Works with the appliance's Postgres: your own, the one that is running, or else one started for the time being. */
export async function withDatabase<T>(config: Config, work: (config: Config) => Promise<T>): Promise<T> {
  if (process.env['DATABASE_URL']) return work(config)
  const dataDir = join(config.dataDir, 'database')
  const at = (port: number) => loadConfig({ ...process.env, DATABASE_URL: `postgres://127.0.0.1:${port}/runningcoach` })
  const running = readProcessId(join(dataDir, 'process.json'))
  if (running && isRunning(running)) return work(at(readPort(dataDir)))

  const postgres = await startPostgres({
    dataDir,
    port: await findFreePort(),
    passwordFile: join(config.secretsDir, 'postgres_password'),
    logFile: join(config.dataDir, 'logs', 'database.log'),
  })
  try {
    return await work(at(readPort(dataDir)))
  } finally {
    await postgres.stop()
  }
}

/** Whether there is a cluster at all. */
export const hasDatabase = (config: Config): boolean =>
  Boolean(process.env['DATABASE_URL']) || existsSync(join(config.dataDir, 'database/17'))

/** Its fourth line. */
const readPort = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, '17/postmaster.pid'), 'utf8').split('\n')[3])
