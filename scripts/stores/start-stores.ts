import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { identify, readProcessId, stopProcess, waitUntil, type ProcessId } from '../process-id.ts'
import { explain } from '../run-main.ts'
import { ensureRoot } from './debian-root.ts'
import { sandboxArguments } from './sandbox.ts'

export interface StoreOptions {
  /** Where its files live; made when missing. */
  dataDir: string
  /** On 127.0.0.1. */
  port: number
  /** File that holds the password of `postgres`, or of Valkey's default user. */
  passwordFile: string
  logFile: string
  /** May lose everything, and dies with this process. */
  ephemeral?: boolean
}

export interface Store {
  url: string
  process: ProcessId
  /** Settles when it has ended, wanted or not. */
  exited: Promise<void>
  stop(): Promise<void>
}

/** Who serves a data folder, so that a later run can find and stop exactly that process. */
const PROCESS_FILE = 'process.json'
const STOP_GRACE_MS = 60_000

interface Program {
  name: 'postgres' | 'valkey'
  /** Where its own process number stands, below the data folder. */
  pidFile: string
  isReady(options: StoreOptions, pidFile: string): boolean | Promise<boolean>
  stopSignal: NodeJS.Signals
  startTimeoutMs: number
}

const postgres: Program = {
  name: 'postgres',
  pidFile: '17/postmaster.pid',
  isReady: (_options, pidFile) => readLines(pidFile)[7]?.trim() === 'ready',
  stopSignal: 'SIGINT',
  // After a crash it may have to replay up to 2 GB of its log.
  startTimeoutMs: 300_000,
}

const valkey: Program = {
  name: 'valkey',
  pidFile: 'valkey.pid',
  isReady: ({ port }) => canConnect(port),
  stopSignal: 'SIGTERM',
  startTimeoutMs: 60_000,
}

/** Superuser URL of a Postgres of the private root, once it accepts connections. */
export async function startPostgres(options: StoreOptions): Promise<Store> {
  return startStore(
    postgres,
    options,
    (password) => `postgres://postgres:${password}@127.0.0.1:${options.port}/postgres`,
  )
}

export async function startValkey(options: StoreOptions): Promise<Store> {
  return startStore(valkey, options, (password) => `redis://default:${password}@127.0.0.1:${options.port}`)
}

/** Stops what an earlier run left behind on these data folders. */
export async function stopLeftoverStores(databaseDir: string, valkeyDir: string): Promise<void> {
  await Promise.all([stopLeftover(postgres, databaseDir), stopLeftover(valkey, valkeyDir)])
}

async function stopLeftover(program: Program, dataDir: string): Promise<void> {
  const own = readProcessId(join(dataDir, PROCESS_FILE))
  if (!own) return
  await stopProcess(own, program.stopSignal, STOP_GRACE_MS)
  // After a power cut the number may belong to a stranger, for whose sake Postgres would refuse to start.
  const pidFile = join(dataDir, program.pidFile)
  if (Number(readLines(pidFile)[0]) === own.pid) rmSync(pidFile, { force: true })
}

async function startStore(
  program: Program,
  options: StoreOptions,
  urlOf: (password: string) => string,
): Promise<Store> {
  const { dataDir, port, passwordFile, logFile, ephemeral = false } = options
  const root = await ensureRoot('stores')
  const script = join(import.meta.dirname, `${program.name}.sh`)
  const pidFile = join(dataDir, program.pidFile)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  await stopLeftover(program, dataDir)
  const log = openSync(logFile, 'a', 0o600)
  // Its own session, so that a Ctrl-C meant for the supervisor does not reach it before the supervisor has stopped the rest.
  const sandbox = spawn(
    'bwrap',
    [
      ...sandboxArguments({
        root,
        user: program.name,
        env: {
          RC_STORE_LISTEN: '127.0.0.1',
          RC_STORE_PORT: String(port),
          ...(ephemeral ? { RC_STORE_EPHEMERAL: '1' } : {}),
        },
        read: { [`/run/secrets/${program.name}_password`]: passwordFile, '/srv/start.sh': script },
        write: { '/srv/data': dataDir },
        dieWithParent: ephemeral,
      }),
      '/srv/start.sh',
    ],
    { detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  let ended = false
  const exited = new Promise<void>((resolve) => {
    sandbox.once('exit', () => resolve())
    sandbox.once('error', () => resolve())
  }).then(() => {
    ended = true
  })
  let id: ProcessId | null = null
  const isUp = async () => {
    id ??= rememberProcess(dataDir, Number(readLines(pidFile)[0]))
    return id !== null && (await program.isReady(options, pidFile))
  }
  const settled = await waitUntil(async () => ended || (await isUp()), program.startTimeoutMs)
  if (ended || !settled || !id) {
    if (id) await stopProcess(id, program.stopSignal, STOP_GRACE_MS)
    throw startFailure(program.name, logFile)
  }
  const running: ProcessId = id
  const stop = async () => {
    // Not the sandbox: it would leave its child behind.
    await stopProcess(running, program.stopSignal, STOP_GRACE_MS)
    await exited
  }
  return { url: urlOf(readFileSync(passwordFile, 'utf8').trim()), process: running, exited, stop }
}

function rememberProcess(dataDir: string, pid: number): ProcessId | null {
  const id = identify(pid)
  if (id) writeFileSync(join(dataDir, PROCESS_FILE), JSON.stringify(id))
  return id
}

function startFailure(name: string, logFile: string): Error {
  const tail = readLines(logFile).slice(-8).join('\n')
  if (/namespace|uid map|Operation not permitted|Permission denied/i.test(tail))
    return explain(
      `${name} could not be started in its sandbox:\n${tail}`,
      'Unprivileged user namespaces seem to be off; run as root, or ask an administrator to allow them for bwrap.',
    )
  return explain(`${name} did not start:\n${tail}`, `Read ${logFile}, mend the cause and start again.`)
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n')
  } catch {
    return []
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
