import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlannedDay } from '@rc/sandbox/athlete/planned'
import { openAppliance, type Appliance } from '@rc/sandbox/demo/appliance'
import { settleIn } from '@rc/sandbox/demo/settle-in'
import type { Trial } from '../trial/start-trial.ts'

/** An account on a trial's api, made with its set-up code; the thresholds are those of `days`. */
export async function settle(trial: Trial, days: PlannedDay[]): Promise<Appliance> {
  const appliance = openAppliance(trial.baseUrl)
  await settleIn(appliance, readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim(), days)
  return appliance
}
