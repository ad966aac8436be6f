import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@rc/domain'

/** Programs we do not contain: Postgres' own and restic. */
export interface Tools {
  /** Runs one to its end and returns what it wrote to stdout. Throws when it fails, with its last words. */
  run(program: string, args: string[], call?: ToolCall): Promise<string>
  /** Starts one that stays; it dies with this process. */
  start(program: string, args: string[], call?: ToolCall): ChildProcess
}

export interface ToolCall {
  /** Where it connects to. The password goes through a file: a command line can be read by everybody. */
  databaseUrl?: string
  /** Open files that take the place of its stdin and stdout. */
  stdin?: number
  stdout?: number
  /** Paths it has to see, and those it may write to. */
  read?: string[]
  write?: string[]
  env?: NodeJS.ProcessEnv
}

const POSTGRES_BIN = '/usr/lib/postgresql/17/bin'
const LAST_WORDS = 2_000

/** `runner` is the script that fetches and runs them where they are not installed (`RC_TOOL_RUNNER`). */
export function createTools(runner: string | undefined, signal?: AbortSignal): Tools {
  const start = (program: string, args: string[], call: ToolCall = {}): ChildProcess => {
    const { stdin = 'ignore', stdout = 'pipe', read = [], write = [] } = call
    const mounts = [...read.flatMap((path) => ['--read', path]), ...write.flatMap((path) => ['--write', path])]
    const [command, words] = runner ? [process.execPath, [runner, ...mounts, '--', program, ...args]] : [program, args]
    const env = { ...plainEnvironment(), ...call.env }
    const ending = signal ? ({ signal, killSignal: 'SIGKILL' } as const) : {}
    return spawn(command, words, { env, stdio: [stdin, stdout, 'pipe'], ...ending })
  }

  const run = async (program: string, args: string[], call: ToolCall = {}): Promise<string> => {
    const child = start(program, args, call)
    let output = ''
    let lastWords = ''
    child.stdout?.on('data', (chunk) => (output += String(chunk)))
    child.stderr?.on('data', (chunk) => (lastWords = (lastWords + String(chunk)).slice(-LAST_WORDS)))
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (cause) => reject(signal?.aborted ? cause : missing(program, cause)))
      child.once('close', resolve)
    })
    if (status !== 0) throw new ToolFailure(program, status, lastWords.trim())
    return output
  }

  return {
    start,
    run: (program, args, { databaseUrl, ...call } = {}) =>
      databaseUrl === undefined
        ? run(program, args, call)
        : withPasswordFile(databaseUrl, (login) =>
            run(program, [...login.args, ...args], {
              ...call,
              read: [...(call.read ?? []), login.dir],
              env: { ...call.env, ...login.env },
            }),
          ),
  }
}

export class ToolFailure extends AppError {
  readonly status: number | null
  readonly lastWords: string

  constructor(program: string, status: number | null, lastWords: string) {
    super('internal', `${program} ended with ${status ?? 'a signal'}: ${lastWords || 'it said nothing'}`)
    this.status = status
    this.lastWords = lastWords
  }
}

const missing = (program: string, cause: unknown): AppError =>
  new AppError(
    'unavailable',
    `The program ${program} is not installed here; it belongs to the image of RunningCoach.`,
    {
      cause,
    },
  )

/** Nothing of ours that a tool has no business with. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, RC_CACHE, RC_DEBIAN_MIRROR } = process.env
  return { PATH: `${POSTGRES_BIN}:${PATH}`, HOME, RC_CACHE, RC_DEBIAN_MIRROR, LANG: 'C.UTF-8', PGCONNECT_TIMEOUT: '10' }
}

interface Login {
  dir: string
  args: string[]
  env: NodeJS.ProcessEnv
}

async function withPasswordFile<T>(databaseUrl: string, work: (login: Login) => Promise<T>): Promise<T> {
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  const dir = await mkdtemp(join(tmpdir(), 'rc-login-'))
  try {
    const file = join(dir, 'pgpass')
    await writeFile(file, `*:*:*:*:${password.replaceAll(/[\\:]/g, '\\$&')}\n`, { mode: 0o600 })
    return await work({ dir, args: ['--no-password', `--dbname=${url.href}`], env: { PGPASSFILE: file } })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
