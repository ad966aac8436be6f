import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { identify, stopProcess } from '../process-id.ts'
import { repository } from '../run-main.ts'
import { commandOf, type AppName } from './processes.ts'
import type { Running } from './supervise.ts'

/** Longer than the worker needs to put down what it is doing. */
const STOP_GRACE_MS = 40_000

/** pino's lines below a warning. */
const isRoutine = (line: string): boolean => /^\{"level":[123]0,/.test(line)

/** Starts one of our processes; its output goes to a file of its own, and what somebody should see to the terminal. */
export const startApp = (app: AppName, env: NodeJS.ProcessEnv, logDir: string): Promise<Running> =>
  startProgram(app, commandOf(app), env, logDir)

/** The same with any program of the repository; `command` is what Node is given. */
export async function startProgram(
  app: string,
  command: string[],
  env: NodeJS.ProcessEnv,
  logDir: string,
): Promise<Running> {
  const child = spawn(process.execPath, command, {
    cwd: repository,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const file = createWriteStream(join(logDir, `${app}.log`), { flags: 'a', mode: 0o600 })
  const prefix = app.padEnd(9)
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      file.write(`${line}\n`)
      if (!isRoutine(line)) console.log(`${prefix} | ${line}`)
    })
  }
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => file.end(resolve))
    child.once('error', () => resolve())
  })
  const id = child.pid === undefined ? null : identify(child.pid)
  if (!id) throw new Error(`${app} could not be started`)
  return {
    process: id,
    exited,
    stop: async () => {
      await stopProcess(id, 'SIGTERM', STOP_GRACE_MS)
      await exited
    },
  }
}
