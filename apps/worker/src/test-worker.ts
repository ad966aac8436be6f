import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { loadConfig } from '@rc/config'
import { createDeps } from '@rc/services/create-deps'
import type { Deps } from '@rc/services/deps'
import { addFile } from '@rc/services/ingest/add-file'
import { openImport } from '@rc/services/ingest/manage-imports'
import { announceDueJobs } from '@rc/services/work/announce-due-jobs'
import { createTestDatabase, createTestRedis, noVendors } from '@rc/testing'
import { createMasterKey, formatKeyring, formatSealingKey } from '@rc/vault'
import postgres from 'postgres'
import { startWorker, type RunningWorker } from './worker.ts'

/**
 * Real stores of its own, an athlete, and the services on both sides of the queue: `app` as the api holds them, `start()`
 * a worker. `sql` is the administrator of the database, beyond all row security.
 */
export async function createTestWorker(env: Record<string, string> = {}) {
  const [database, redis] = await Promise.all([createTestDatabase(), createTestRedis()])
  const dir = mkdtempSync(join(tmpdir(), 'rc-worker-'))
  mkdirSync(join(dir, 'secrets'))
  for (const role of ['rc_app', 'rc_ingest']) writeFileSync(join(dir, 'secrets', `${role}_password`), 'test')
  const masterKey = await createMasterKey()
  writeFileSync(join(dir, 'secrets/master_keys'), await formatKeyring([masterKey]))
  writeFileSync(join(dir, 'secrets/sealing_key'), await formatSealingKey(masterKey))
  const settings = {
    ...noVendors,
    DATABASE_URL: database.adminUrl,
    REDIS_URL: redis.url,
    RC_DATA_DIR: dir,
    RC_LOG_LEVEL: 'silent',
    RC_IMPORT_FOLDER: '0',
    ...env,
  }
  const config = loadConfig(settings)
  const app = createDeps({ service: 'api-test', config, role: 'rc_app', maxConnections: 2 })
  const sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
  const workers: { worker: RunningWorker; close: () => Promise<void> }[] = []

  async function createAthlete(login: string): Promise<number> {
    const [row] =
      await sql`insert into users (login, display_name, password_hash) values (${login}, ${login}, '-') returning id`
    return row!['id'] as number
  }

  return {
    app,
    config,
    settings,
    sql,
    createAthlete,
    userId: await createAthlete('runner'),
    async start(instead: Partial<Deps> = {}): Promise<RunningWorker> {
      const deps = createDeps({ service: 'worker-test', config, role: 'rc_ingest', maxConnections: 6 })
      const worker = await startWorker({ ...deps, ...instead })
      workers.push({ worker, close: () => deps.close() })
      return worker
    },
    /** Sends files in one import, as the page does. Returns its id. */
    async send(userId: number, files: { name: string; bytes: Uint8Array }[]): Promise<number> {
      const { id } = await openImport(app, userId, { source: 'upload', name: 'test' })
      for (const { name, bytes } of files) await addFile(app, userId, id, { name, bytes: chunksOf(bytes) })
      return id
    },
    /** Waits until no job is left to be done, reconciling as the scheduler does, but with less patience. Parked jobs do not count. */
    async settle(timeoutMs = 30_000): Promise<void> {
      const until = Date.now() + timeoutMs
      const left = async () =>
        await sql`select kind, state, attempts, error_message from sync_jobs
          where state in ('queued', 'running') and run_after < 'infinity'`
      while ((await left()).length > 0) {
        if (Date.now() > until) throw new Error(`still to do: ${JSON.stringify(await left())}`)
        await sql`update sync_jobs set run_after = now() where state = 'queued' and run_after between now() and now() + interval '1 min'`
        await announceDueJobs(app)
        await setTimeout(50)
      }
    },
    async close(): Promise<void> {
      for (const { worker, close } of workers) {
        await worker.stop()
        await close()
      }
      await app.close()
      await sql.end()
      await database.drop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type TestWorker = Awaited<ReturnType<typeof createTestWorker>>

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
