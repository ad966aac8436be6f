import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { AppError } from '@rc/domain'
import type { Tools } from './tools.ts'

export interface ThrowAwayCluster {
  /** Superuser's, naming no database of ours. */
  adminUrl: string
  /** Stops it and removes its files. */
  remove(): Promise<void>
}

/** May lose everything, so it is spared all that keeps data over a crash. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'timescaledb',
  'timescaledb.telemetry_level': 'off',
  shared_buffers: '128MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  timezone: 'UTC',
}
const START_TIMEOUT_MS = 60_000
const STOP_GRACE_MS = 30_000

/** A Postgres of its own in `dir`, reachable from this machine alone; it ends with this process. */
export async function startThrowAwayCluster(tools: Tools, dir: string): Promise<ThrowAwayCluster> {
  await rm(dir, { recursive: true, force: true })
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 3 })
  try {
    const password = randomBytes(16).toString('hex')
    await writeFile(join(dir, 'password'), password, { mode: 0o600 })
    const data = join(dir, 'data')
    const initdb = ['--username=postgres', `--pwfile=${join(dir, 'password')}`, '--auth=scram-sha-256', '--no-sync']
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--no-instructions']
    await tools.run('initdb', [`--pgdata=${data}`, '--data-checksums', ...initdb, ...locale], { write: [dir] })
    const port = await findFreePort()
    const server = await startServer(tools, dir, data, port)
    return {
      adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      remove: async () => {
        await server.stop()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function startServer(tools: Tools, dir: string, data: string, port: number): Promise<{ stop(): Promise<void> }> {
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = tools.start('postgres', ['-D', data, ...options], { write: [dir] })
  let lastWords = ''
  server.stdout?.resume()
  server.stderr?.on('data', (chunk) => (lastWords = (lastWords + String(chunk)).slice(-2_000)))
  const exited = Promise.race([once(server, 'exit'), once(server, 'error')]).catch(() => {})
  let ended = false
  void exited.then(() => (ended = true))

  const readPidFile = async () => (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const end = Date.now() + START_TIMEOUT_MS
  while (!ended && Date.now() < end && (await readPidFile())[7]?.trim() !== 'ready') await setTimeout(50)
  const pid = Number((await readPidFile())[0])
  if (ended || Date.now() >= end || !pid) {
    server.kill('SIGKILL')
    throw new AppError('internal', `The throw-away Postgres did not start: ${lastWords.trim()}`)
  }
  return {
    stop: async () => {
      // Not the process we started: a sandbox around it would leave it behind.
      if (!ended) signalGently(pid)
      await Promise.race([exited, setTimeout(STOP_GRACE_MS, null, { ref: false })])
      if (!ended) server.kill('SIGKILL')
    },
  }
}

function signalGently(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // It has ended by itself.
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
