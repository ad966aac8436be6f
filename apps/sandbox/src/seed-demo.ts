import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { localDateOf } from '@rc/domain'
import { birthYear } from './athlete/body.ts'
import { openAppliance, type Appliance } from './demo/appliance.ts'
import { demoArchives, demoDays, type DemoOptions } from './demo/demo-archives.ts'
import { demoThresholds } from './demo/demo-thresholds.ts'

// Gives a new appliance its first account, a synthetic athlete, through the same doors a browser uses.
// RC_BASE_URL, RC_SETUP_CODE; RC_DEMO_YEARS (default 1.5) says how much history.

const login = 'demo'
const timeZone = 'Asia/Seoul'
const uploadsAtOnce = 2
const patienceS = 300

const baseUrl = process.env['RC_BASE_URL'] ?? 'http://localhost:8080'
const code = process.env['RC_SETUP_CODE'] ?? ''
const nowS = Date.now() / 1000
const options: DemoOptions = {
  seed: 1,
  timeZone,
  today: localDateOf(nowS, timeZone),
  nowS,
  days: Math.max(7, Math.round(365.25 * Number(process.env['RC_DEMO_YEARS'] ?? 1.5))),
}

const appliance = openAppliance(baseUrl)
const { setUp } = await appliance.get<{ setUp: boolean }>('/auth/state')
if (setUp) console.log('There is an account already, so the demo athlete is not added.')
else await seedDemo()

async function seedDemo(): Promise<void> {
  const password = randomBytes(12).toString('base64url')
  await appliance.send('POST', '/auth/setup', { code, login, password, displayName: '김하늘', locale: 'ko', timeZone })
  console.log(`Demo athlete: ${options.days} days`)
  const days = demoDays(options)
  await appliance.send('PATCH', '/me/profile', { birthYear, sex: 'male' })
  for (const threshold of demoThresholds(days)) await appliance.send('PUT', '/me/thresholds', threshold)

  const { id } = await appliance.send<{ id: number }>('POST', '/imports', { name: '데모 선수' })
  const archives = demoArchives(days, nowS)
  const uploadNext = async (): Promise<void> => {
    // One generator feeds all uploads: a month is made only when somebody is free to send it.
    for (const { name, bytes } of archives) await appliance.upload(`/imports/${id}/files?name=${name}`, bytes)
  }
  await Promise.all(Array.from({ length: uploadsAtOnce }, uploadNext))
  await waitForDashboard(appliance)
  console.log(`\nLog in at ${baseUrl} as ${login} with the password ${password}`)
  console.log('Older months are still being read; the page shows how far it is.\n')
}

/** Until the newest activities can be seen. */
async function waitForDashboard(from: Appliance): Promise<void> {
  for (let waitedS = 0; waitedS < patienceS; waitedS++) {
    const { latest } = await from.get<{ latest: unknown[] }>('/dashboard/summary')
    if (latest.length > 0) return
    await sleep(1_000)
  }
  console.log(`No activity has been read within ${patienceS} s; see the job list in the page.`)
}
