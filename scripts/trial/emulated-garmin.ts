import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { repository } from '../run-main.ts'
import { findFreePort } from '../stores/free-port.ts'

/** The emulated Garmin of the sandbox in a process of its own, which ends with this one. */
export interface EmulatedGarmin {
  /** Settings with which an appliance asks there. */
  env: Record<string, string>
  url: string
  /** What a test may ask of it and do to it (apps/sandbox/src/garmin/admin). */
  admin<T>(name: string, given?: object): Promise<T>
  stop(): Promise<void>
}

/** The athletes it knows; see apps/sandbox/src/garmin/main.ts. */
export const haneul = { email: 'haneul@example.test' }

const PORT = 8091

export async function startEmulatedGarmin(...args: string[]): Promise<EmulatedGarmin> {
  const port = await findFreePort(PORT)
  const command = ['apps/sandbox/src/garmin/main.ts', '--port', String(port), ...args]
  const child = spawn(process.execPath, command, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = () => child.kill()
  process.once('exit', kill)
  const url = `http://127.0.0.1:${port}`
  const isUp = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.includes(url) && resolve(true))
    child.once('exit', () => resolve(false))
  })
  if (!(await isUp)) throw new Error('The emulated Garmin did not start; its lines are above')
  return {
    url,
    env: garminHosts(url),
    admin: async <T>(name: string, given: object = {}) => {
      const response = await fetch(`${url}/__admin/${name}`, { method: 'POST', body: JSON.stringify(given) })
      if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    stop: async () => {
      const exited = child.exitCode === null ? once(child, 'exit') : null
      process.off('exit', kill)
      kill()
      await exited
    },
  }
}
