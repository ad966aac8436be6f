import { setTimeout as sleep } from 'node:timers/promises'
import { localDateOf } from '@rc/domain'
import { openAppliance, type Appliance } from './demo/appliance.ts'
import { archivesByMonth } from './demo/archives-by-month.ts'
import { connectByKey, connectByLogin } from './demo/connect-garmin.ts'
import { demoDays, demoFiles, demoTimeZone } from './demo/demo-athlete.ts'
import { settleIn } from './demo/settle-in.ts'
import { tellJournal } from './demo/tell-journal.ts'
import { uploadAll } from './demo/upload-all.ts'

// Gives a new appliance its first account, a synthetic athlete, through the same doors a browser uses: by a key of the
// emulated Garmin where there is one (RC_DEMO_GARMIN_URL), and then a second athlete who logs in there with a code;
// otherwise by uploading the files of the athlete's watch. With RC_DEMO_MODEL_URL an emulated model drafts for them.
// RC_BASE_URL, RC_SETUP_CODE; RC_DEMO_YEARS (default 1.5) says how much history.

const patienceS = 300

const baseUrl = process.env['RC_BASE_URL'] ?? 'http://localhost:8080'
const garminUrl = process.env['RC_DEMO_GARMIN_URL']
const historyDays = Math.max(7, Math.round(365.25 * Number(process.env['RC_DEMO_YEARS'] ?? 1.5)))
const nowS = Date.now() / 1000
const today = localDateOf(nowS, demoTimeZone)

const appliance = openAppliance(baseUrl)
const { setUp } = await appliance.get<{ setUp: boolean }>('/auth/state')
if (setUp) console.log('There is an account already, so the demo athlete is not added.')
else await seedDemo()

async function seedDemo(): Promise<void> {
  const days = demoDays(today, historyDays)
  console.log(`Adding the demo athlete: ${historyDays} days, the newest first`)
  const account = await settleIn(appliance, process.env['RC_SETUP_CODE'] ?? '', days)
  if (garminUrl === undefined)
    await uploadAll(
      appliance,
      '데모 선수',
      archivesByMonth(days, (day) => demoFiles(day, nowS)),
    )
  else await connectByKey(appliance)
  await tellJournal(appliance, days)
  const modelUrl = process.env['RC_DEMO_MODEL_URL']
  if (modelUrl !== undefined) await nameModel(appliance, modelUrl)
  await waitForDashboard(appliance)
  welcome(account)
  if (garminUrl !== undefined) await addSecond(garminUrl)
}

/** A second athlete in the house, who has no key but a password and a phone. */
async function addSecond(at: string): Promise<void> {
  const { code } = await appliance.send<{ code: string }>('POST', '/me/invitations', {})
  const second = openAppliance(baseUrl)
  const who = { path: '/auth/accept-invitation', login: 'bada', displayName: '이바다' }
  const account = await settleIn(second, code, demoDays(today, historyDays, 2), who)
  await connectByLogin(second, at)
  welcome(account)
}

function welcome({ login, password }: { login: string; password: string }): void {
  console.log(`\nLog in at ${baseUrl} as ${login} with the password ${password}`)
  console.log('Older months may still be on their way in; the page shows how far they are.\n')
}

/** Until the newest activities can be seen. */
async function waitForDashboard(from: Appliance): Promise<void> {
  for (let waitedS = 0; waitedS < patienceS; waitedS++) {
    const { latest } = await from.get<{ latest: unknown[] }>('/dashboard/summary')
    if (latest.length > 0) return
    await sleep(1_000)
  }
  console.log(`No activity has been read within ${patienceS} s; see the list of jobs in the page.`)
}

/** Whom the athlete asks is emulated, and is called so; that they agree to what is sent is theirs to press. */
async function nameModel(from: Appliance, baseUrl: string): Promise<void> {
  const model = 'emulated-coach'
  const price = { input: 100_000, cachedInput: 10_000, cacheWrite: 125_000, output: 500_000 }
  await from.send('PUT', '/ai/prices', { model, validFrom: '2026-01-01', ...price, source: 'emulated' })
  await from.send('PUT', '/ai/settings', {
    provider: 'compatible',
    baseUrl,
    chatModel: model,
    planModel: model,
    capMicroUsd: 5_000_000,
    retentionDays: 365,
    signals: ['training', 'lifetime', 'thresholds', 'recovery', 'age', 'plan', 'injuries'],
  })
}
