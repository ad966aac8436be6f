import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openAppliance } from '@rc/sandbox/demo/appliance'
import { settleIn } from '@rc/sandbox/demo/settle-in'
import { printFigures, timed, type Figure } from '../measure/figures.ts'
import { startTrial } from '../trial/start-trial.ts'

export const needsStores = true

const slowestTargetS = 2
const riseTargetMb = 150

/** ./scripts/bench logins [--at-once N]: a house that signs in at one moment. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { 'at-once': { type: 'string', default: '40' } } })
  printFigures(await benchLogins(Number(values['at-once'])))
}

/** All with the right password, from browsers that are not known yet; the api has done nothing before but one sign-in. */
export async function benchLogins(atOnce: number): Promise<Figure[]> {
  const trial = await startTrial()
  try {
    const api = await trial.start('api')
    const code = readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim()
    const account = await settleIn(openAppliance(trial.baseUrl), code, [])
    const logIn = async () => {
      const { ms, value } = await timed(() => openAppliance(trial.baseUrl).send('POST', '/auth/login', account))
      return value ? ms / 1000 : Infinity
    }
    await logIn()
    const before = readMemoryMb(api.process.pid, 'VmRSS')
    forgetPeak(api.process.pid)
    const seconds = await Promise.all(Array.from({ length: atOnce }, logIn))
    const rise = readMemoryMb(api.process.pid, 'VmHWM') - before
    return [
      { name: `slowest of ${atOnce} logins at once`, value: Math.max(...seconds), unit: 's', target: slowestTargetS },
      { name: 'fastest', value: Math.min(...seconds), unit: 's', target: null },
      { name: 'resident memory of the api before', value: before, unit: 'MB', target: null },
      { name: 'rise at its peak', value: rise, unit: 'MB', target: riseTargetMb },
    ]
  } finally {
    await trial.stop()
  }
}

function readMemoryMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const kb = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1024
}

/** The highest resident memory counts from now on. */
const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')
