import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@rc/config'
import { addDays } from '@rc/domain'
import { waitUntil, type ProcessId } from '../process-id.ts'
import { findFreePort } from '../stores/free-port.ts'
import { readRunState } from './run-state.ts'
import { startProgram } from './start-app.ts'
import { supervise, type Supervised } from './supervise.ts'
import { hasDatabase } from './with-database.ts'

/** How an appliance plays with an emulated Garmin; kept beside its data, so that every later start finds the same one. */
interface Demo {
  firstDay: string
  port: number
  /** Of an emulated model, where there is one too. */
  modelPort?: number
}

const fileOf = (config: Config): string => join(config.dataDir, 'demo.json')
/** What the emulated Garmin remembers from one start to the next: tokens, workouts. */
const memoryDirOf = (config: Config): string => join(config.dataDir, 'demo')
const READY_TIMEOUT_MS = 30_000
/** Where the worker finds the emulated model of `compose/demo.yaml`. */
export const modelInDocker = 'garmin:8092'

/** What was played at the last start; with `wanted` a new appliance begins to. Null: this one is in earnest. */
export function demoOf(config: Config, wanted: boolean): Demo | null {
  if (existsSync(fileOf(config))) return JSON.parse(readFileSync(fileOf(config), 'utf8')) as Demo
  if (!wanted || hasDatabase(config)) return null
  const days = Math.max(7, Math.round(365.25 * Number(process.env['RC_DEMO_YEARS'] ?? 1.5)))
  return { firstDay: addDays(new Date().toISOString().slice(0, 10), 1 - days), port: 8091 }
}

/** Writes the demo down, with another port where the one it had is taken, and makes room for its memory. */
export async function settleDemo(config: Config, demo: Demo): Promise<Demo> {
  const settled = { ...demo, port: await findFreePort(demo.port) }
  writeFileSync(fileOf(config), JSON.stringify(settled))
  mkdirSync(memoryDirOf(config), { recursive: true, mode: 0o700 })
  return settled
}

/** Starts the emulator and says with which settings the appliance finds it. */
export async function startDemoGarmin(
  config: Config,
  demo: Demo,
  onStart: (process: ProcessId) => void,
): Promise<{ service: Supervised; env: NodeJS.ProcessEnv }> {
  const modelPort = await findFreePort(demo.modelPort ?? demo.port + 1)
  const { port } = await settleDemo(config, { ...demo, modelPort })
  const memory = join(memoryDirOf(config), 'garmin.json')
  const command = [
    'apps/sandbox/src/garmin/main.ts',
    `--port=${port}`,
    `--first-day=${demo.firstDay}`,
    `--memory=${memory}`,
    '--no-limits',
    `--model-port=${modelPort}`,
  ]
  console.log('Starting the emulated Garmin and the emulated model of the demo')
  const start = () => startProgram('garmin', command, process.env, join(config.dataDir, 'logs'))
  const service = await supervise({ name: 'garmin', start }, ({ process }) => onStart(process))
  const url = `http://127.0.0.1:${port}`
  const answers = await waitUntil(() => fetch(url).then(Boolean, () => false), READY_TIMEOUT_MS)
  if (!answers) throw new Error('The emulated Garmin did not become ready; its lines are above')
  return {
    service,
    env: {
      RC_GARMIN_SSO_URL: `${url}/@sso`,
      RC_GARMIN_API_URL: `${url}/@api`,
      RC_GARMIN_DI_URL: `${url}/@di`,
      RC_GARMIN_PERSONAL_URL: `${url}/@personal`,
      // Its limits are off, and somebody is watching.
      RC_GARMIN_PACE_MS: '40',
      RC_LAN_ADDRESSES: [config.RC_LAN_ADDRESSES, `127.0.0.1:${modelPort}`].filter((each) => each !== '').join(','),
    },
  }
}

/** For the program that lets the demo athletes in: where their Garmin and their model are, if they have one. */
export function demoUrls(config: Config): { RC_DEMO_GARMIN_URL?: string; RC_DEMO_MODEL_URL?: string } {
  if (!existsSync(fileOf(config))) return {}
  const { port, modelPort } = JSON.parse(readFileSync(fileOf(config), 'utf8')) as Demo
  const isInDocker = readRunState(config.dataDir)?.by === 'compose'
  const model = isInDocker ? modelInDocker : modelPort === undefined ? null : `127.0.0.1:${modelPort}`
  return {
    RC_DEMO_GARMIN_URL: `http://127.0.0.1:${port}`,
    ...(model !== null && { RC_DEMO_MODEL_URL: `http://${model}/v1` }),
  }
}
