import { setTimeout as sleep } from 'node:timers/promises'
import { demoAccounts } from '../garmin/demo-accounts.ts'
import type { Appliance } from './appliance.ts'

const patienceS = 120

/** Door 1: the athlete pastes the key that they have made at Garmin's. */
export async function connectByKey(appliance: Appliance): Promise<void> {
  await appliance.send('PUT', '/connections/garmin/personal-key', { key: demoAccounts.haneul.personalKey })
}

/** Door 2: the athlete logs in and types in the code that Garmin has sent by e-mail. */
export async function connectByLogin(appliance: Appliance, garminUrl: string): Promise<void> {
  const { email, password } = demoAccounts.bada
  const { id } = await appliance.send<{ id: number }>('POST', '/connections/garmin/login', { email, password })
  await waitForLogin(appliance, id, 'code_needed')
  const response = await fetch(`${garminUrl}/__admin/mfaCode`, { method: 'POST', body: JSON.stringify({ email }) })
  await appliance.send('POST', `/connections/garmin/logins/${id}/code`, { code: await response.json() })
  await waitForLogin(appliance, id, 'done')
}

async function waitForLogin(appliance: Appliance, id: number, wanted: string): Promise<void> {
  for (let waitedS = 0; waitedS < patienceS; waitedS++) {
    const { state, failure } = await appliance.get<{ state: string; failure: string | null }>(
      `/connections/garmin/logins/${id}`,
    )
    if (state === wanted) return
    if (failure !== null) throw new Error(`The login at the emulated Garmin failed: ${failure}`)
    await sleep(1_000)
  }
  throw new Error(`The login at the emulated Garmin did not become ${wanted} within ${patienceS} s`)
}
