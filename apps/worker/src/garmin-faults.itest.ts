import { setTimeout } from 'node:timers/promises'
import { garminHosts } from '@rc/sandbox/garmin/hosts'
import type { FaultKind } from '@rc/sandbox/garmin/faults/fault'
import { faultCases, type FaultCase, type Told } from '@rc/sandbox/garmin/faults/told'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens, setPersonalKey } from '@rc/services/connections/keep-credential'
import { listConnections } from '@rc/services/connections/list-connections'
import { answerLogin, getLogin, startLogin } from '@rc/services/connections/press-log-in'
import { listSyncFailures, pauseSync, refillGap, resumeSync } from '@rc/services/sync/control-sync'
import { getSyncStatus } from '@rc/services/sync/get-sync-status'
import { announceDueJobs } from '@rc/services/work/announce-due-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

// Every fault of the emulated Garmin, one after the other: what the pages are given to say of it, and nothing else. That these
// codes and reasons become the sentences of `told.ts` is shown by apps/web/src/lib/words/vendors.test.ts.

const plain = { email: 'plain@example.test', password: 'a secret of plain', seed: 3, years: 0.012 }
const coded = { ...plain, email: 'coded@example.test', seed: 4, mfa: 'email' as const }

let garmin: RunningGarmin
let t: TestWorker
/** One of which the watch knows everything. */
let day: string
const athletes = new Map<FaultCase['by'], number>()
beforeAll(async () => {
  garmin = await startGarmin({ limits: false, accounts: [plain, coded], now: new Date().toISOString() })
  const { key, secret } = garmin.admin.consumer()
  t = await createTestWorker({
    ...garminHosts(garmin.url),
    RC_GARMIN_CONSUMER_KEY: key,
    RC_GARMIN_CONSUMER_SECRET: secret,
    RC_GARMIN_PACE_MS: '0',
    RC_GARMIN_PAUSE_S: '1',
    RC_GARMIN_PATIENCE_MS: '250',
  })
  await t.start()
  for (const by of ['key', 'di', 'garth', 'login', 'login_with_code'] as const)
    athletes.set(by, await t.createAthlete(by))
  for (const by of ['key', 'di', 'garth'] as const) await open(by)
  await t.settle(60_000)
  const [row] =
    await t.sql`select (max(local_date) - 1)::text as day from sync_days where dataset = 'steps' and state = 'have'`
  day = row!['day'] as string
}, 90_000)
afterAll(async () => {
  await t.close()
  await garmin.close()
})

const userOf = (by: FaultCase['by']): number => athletes.get(by)!
const doorOf = (by: FaultCase['by']) => (by === 'key' ? 'personal' : 'connect')
const doorView = async (by: FaultCase['by']) =>
  (await listConnections(t.app, userOf(by)))[0]!.doors.find(({ door }) => door === doorOf(by))!

async function open(by: 'key' | 'di' | 'garth'): Promise<void> {
  const tokens = garmin.admin.tokens(plain)
  if (by === 'key') await setPersonalKey(t.app, userOf(by), 'garmin', { key: garmin.admin.personalKey(plain).value })
  else
    await importTokens(t.app, userOf(by), 'garmin', {
      tokens: by === 'di' ? JSON.stringify(tokens.di) : tokens.garthToken,
    })
}

/** Every kind of question once: one day of all datasets, and one file. */
async function ask(by: FaultCase['by']): Promise<void> {
  const userId = userOf(by)
  await pauseSync(t.app, userId, 'garmin')
  const { datasets } = await getSyncStatus(t.app, userId, 'garmin')
  for (const { dataset, kind, door } of datasets)
    if (kind === 'days' && door) await refillGap(t.app, userId, 'garmin', { dataset, from: day, to: day })
  await t.sql`
    update vendor_activities set file_state = 'wanted' where (user_id, vendor_activity_id) in
      (select user_id, max(vendor_activity_id) from vendor_activities where user_id = ${userId} group by user_id)`
  await resumeSync(t.app, userId, 'garmin')
}

/** As if nothing had ever gone wrong. */
async function forget(by: FaultCase['by']): Promise<void> {
  garmin.admin.clearFaults()
  await pauseSync(t.app, userOf(by), 'garmin')
  await t.settle()
  const userId = userOf(by)
  await t.sql`delete from sync_failures where user_id = ${userId}`
  await t.sql`update garmin_raw_events set quarantined = null where user_id = ${userId}`
  await t.sql`update vendor_accounts set login_allowed_at = null, login_refusals = 0 where user_id = ${userId}`
  await t.sql`update connections set auth_failures = 0, paused_until = null, pause_reason = null, pause_step = 0,
    last_error_at = null, last_error_code = null, last_error_reason = null where user_id = ${userId}`
  await t.sql`delete from sync_jobs where user_id = ${userId} and state = 'queued'`
  if ((by === 'di' || by === 'garth') && (await doorView(by)).state !== 'active') await open(by)
  await t.settle()
}

/** All that the pages could say now. */
async function said(by: FaultCase['by']) {
  const { lastError } = await doorView(by)
  const { failures } = await listSyncFailures(t.app, userOf(by), 'garmin', { limit: 200 })
  const { datasets } = await getSyncStatus(t.app, userOf(by), 'garmin')
  const entries = [
    ...failures.map(({ errorCode, reason }) => `${errorCode} ${reason}`),
    ...datasets.flatMap(({ quarantined }) => (quarantined > 0 ? ['vendor_contract_changed '] : [])),
  ]
  return { door: lastError && `${lastError.code} ${lastError.reason}`, list: [...new Set(entries)] }
}

async function pressLogin(by: FaultCase['by']) {
  const account = by === 'login' ? plain : coded
  const { id } = await startLogin(t.app, userOf(by), 'garmin', account)
  const which = { vendor: 'garmin', id } as const
  await t.settle()
  const { state } = await getLogin(t.app, userOf(by), which)
  const code = garmin.admin.mfaCode(coded)
  if (state === 'code_needed' && code !== null) {
    await answerLogin(t.app, userOf(by), which, { code })
    await t.settle()
  }
  return getLogin(t.app, userOf(by), which)
}

/** What came of it where the athlete would look: why the press failed, how the door is, or what is listed. */
async function bringAbout({ by, told }: FaultCase): Promise<string[]> {
  if (by === 'login' || by === 'login_with_code') {
    await pauseSync(t.app, userOf(by), 'garmin')
    const { failure } = await pressLogin(by)
    return failure === null ? [] : [failure]
  }
  await ask(by)
  if (told?.where === 'door') {
    const wanted = wordOf(told)
    for (let i = 0; i < 200 && (await said(by)).door !== wanted; i++) {
      await t.sql`update sync_jobs set run_after = now() where state = 'queued' and run_after < 'infinity'`
      await announceDueJobs(t.app)
      await setTimeout(50)
    }
    return [(await said(by)).door ?? 'nothing']
  }
  await t.settle()
  const { door, list } = await said(by)
  return door === null ? list : [door, ...list]
}

const wordOf = ({ where, code, reason }: Told): string => (where === 'login' ? code : `${code} ${reason}`)

test.each(Object.entries(faultCases) as [FaultKind, FaultCase][])(
  '%s',
  async (kind, given) => {
    const { by, fault, isAppWalled, told } = given
    const { email } = by === 'login_with_code' ? coded : plain
    const isOnToken = told?.reason === 'invalid_grant' || kind === 'exchange_403' || kind === 'key_526'
    if (isOnToken) garmin.admin.expireBearers(plain)
    garmin.admin.fault({ email, kind, ...fault })
    if (isAppWalled) garmin.admin.fault({ email, kind: 'cloudflare_403', on: 'sso', path: '/mobile/' })
    try {
      expect(await bringAbout(given)).toEqual(told ? [wordOf(told)] : [])
    } finally {
      await forget(by)
    }
  },
  30_000,
)
