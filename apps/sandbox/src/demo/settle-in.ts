import { randomBytes } from 'node:crypto'
import { birthYear } from '../athlete/body.ts'
import type { PlannedDay } from '../athlete/planned.ts'
import type { Appliance } from './appliance.ts'
import { demoTimeZone } from './demo-athlete.ts'
import { demoThresholds } from './demo-thresholds.ts'

/** The first account of an appliance. */
const owner = { path: '/auth/setup', login: 'demo', displayName: '김하늘' }

/** Creates an account with a one-time code and tells the appliance what the athlete knows of themselves. */
export async function settleIn(
  appliance: Appliance,
  code: string,
  days: PlannedDay[],
  { path, login, displayName } = owner,
): Promise<{ login: string; password: string }> {
  const account = { login, password: randomBytes(12).toString('base64url') }
  await appliance.send('POST', path, {
    code,
    ...account,
    displayName,
    locale: 'ko',
    timeZone: demoTimeZone,
  })
  await appliance.send('PATCH', '/me/profile', { birthYear, sex: 'male' })
  for (const threshold of demoThresholds(days)) await appliance.send('PUT', '/me/thresholds', threshold)
  return account
}
