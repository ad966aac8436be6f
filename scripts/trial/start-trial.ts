import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, type Config } from '@rc/config'
import { loadLibrary } from '@rc/services/guidelines/load-library'
import { createTestDatabase, createTestRedis, noVendors, type TestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { prepareDataDir } from '../appliance/data-dir.ts'
import type { AppName } from '../appliance/processes.ts'
import { startApp } from '../appliance/start-app.ts'
import type { Running } from '../appliance/supervise.ts'
import { isReady } from '../appliance/welcome.ts'
import { isRunning, waitUntil } from '../process-id.ts'
import { findFreePort } from '../stores/free-port.ts'

const READY_TIMEOUT_MS = 30_000

/** Our real processes, with the flags of production, on a database and a folder that are thrown away. */
export interface Trial {
  config: Config
  database: TestDatabase
  baseUrl: string
  /** Starts a process and waits until the api answers. */
  start(app: AppName): Promise<Running>
  /** Stops the processes; their data stay for a new start. */
  stopApps(): Promise<void>
  /** Stops everything and removes it. */
  stop(): Promise<void>
}

export interface TrialOptions {
  /** As if it had been set up before, and owed a night's work. */
  bornDaysAgo?: number
  /** In place of those of this process and of a trial. */
  settings?: Record<string, string>
}

/** Needs the stores of `RC_TEST_DATABASE_URL` and `RC_TEST_REDIS_URL`. */
export async function startTrial({ bornDaysAgo = 0, settings = {} }: TrialOptions = {}): Promise<Trial> {
  const [database, redis, port] = await Promise.all([createTestDatabase(), createTestRedis(), findFreePort()])
  await loadLibrary(database.adminUrl)
  if (bornDaysAgo > 0) await age(database, bornDaysAgo)
  const dataDir = mkdtempSync(join(tmpdir(), 'runningcoach-trial-'))
  const env: NodeJS.ProcessEnv = {
    ...noVendors,
    ...process.env,
    NODE_ENV: 'production',
    RC_DATA_DIR: dataDir,
    RC_BACKUP_DIR: join(dataDir, 'backups'),
    RC_HOST: '127.0.0.1',
    RC_PORT: String(port),
    RC_LOG_LEVEL: 'warn',
    RC_IMPORT_FOLDER: '0',
    DATABASE_URL: withoutLogin(database.ownerUrl),
    REDIS_URL: redis.url,
    ...settings,
  }
  const config = loadConfig(env)
  writePasswords(config, database)
  await prepareDataDir(config)

  const apps: Running[] = []
  const stopApps = async () => void (await Promise.all(apps.splice(0).map((app) => app.stop())))
  const removeData = () => rmSync(dataDir, { recursive: true, force: true })
  const forget = onDeath(() => {
    for (const app of apps) if (isRunning(app.process)) process.kill(app.process.pid)
    removeData()
  })
  return {
    config,
    database,
    baseUrl: `${config.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    start: async (name) => {
      const app = await startApp(name, env, join(dataDir, 'logs'))
      apps.push(app)
      if (name === 'api' && !(await waitUntil(() => isReady(config), READY_TIMEOUT_MS)))
        throw new Error('The api did not become ready; its lines are above')
      return app
    },
    stopApps,
    stop: async () => {
      await stopApps()
      forget()
      await database.drop()
      removeData()
    },
  }
}

async function age({ ownerUrl }: TestDatabase, days: number): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 })
  await sql`update schema_migrations set applied_at = applied_at - make_interval(days => ${days})`
  await sql.end()
}

/** Calls `last` when this process ends, by a signal or otherwise, until the returned function is called. */
function onDeath(last: () => void): () => void {
  const leave = () => process.exit(1)
  process.once('exit', last).once('SIGINT', leave).once('SIGTERM', leave)
  return () => process.off('exit', last).off('SIGINT', leave).off('SIGTERM', leave)
}

function withoutLogin(url: string): string {
  const result = new URL(url)
  result.username = result.password = ''
  return result.href
}

/** Test databases have passwords of their own, known before our processes are. */
function writePasswords({ secretsDir }: Config, database: TestDatabase): void {
  mkdirSync(secretsDir, { recursive: true, mode: 0o700 })
  for (const url of [database.ownerUrl, database.appUrl, database.ingestUrl, database.backupUrl]) {
    const { username, password } = new URL(url)
    writeFileSync(join(secretsDir, `${username}_password`), password, { mode: 0o600 })
  }
}
