import { randomBytes } from 'node:crypto'
import { birthYear } from '../athlete/body.ts'
import type { PlannedDay } from '../athlete/planned.ts'
import type { Appliance } from './appliance.ts'
import { demoTimeZone } from './demo-athlete.ts'
import { demoThresholds } from './demo-thresholds.ts'

/** Creates the appliance's first account for the demo athlete and tells it what the athlete knows of themselves. */
export async function settleIn(
  appliance: Appliance,
  code: string,
  days: PlannedDay[],
): Promise<{ login: string; password: string }> {
  const account = { login: 'demo', password: randomBytes(12).toString('base64url') }
  await appliance.send('POST', '/auth/setup', {
    code,
    ...account,
    displayName: '김하늘',
    locale: 'ko',
    timeZone: demoTimeZone,
  })
  await appliance.send('PATCH', '/me/profile', { birthYear, sex: 'male' })
  for (const threshold of demoThresholds(days)) await appliance.send('PUT', '/me/thresholds', threshold)
  return account
}
