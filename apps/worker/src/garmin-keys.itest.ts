import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens, setPersonalKey } from '@rc/services/connections/keep-credential'
import { listConnections } from '@rc/services/connections/list-connections'
import { getLogin, startLogin } from '@rc/services/connections/press-log-in'
import { remindOfEnds } from '@rc/services/connections/remind-of-ends'
import { pauseSync, resumeSync, runSync } from '@rc/services/sync/control-sync'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

// What becomes of keys and tokens: renewed, refused, replaced, ended.

const plain = { email: 'plain@example.test', password: 'a secret of plain', seed: 3, years: 0.01 }

let garmin: RunningGarmin
let t: TestWorker
let userId: number
let people = 0
beforeAll(async () => {
  garmin = await startGarmin({ limits: false, accounts: [plain], now: new Date().toISOString() })
  const { key, secret } = garmin.admin.consumer()
  t = await createTestWorker({
    ...garminHosts(garmin.url),
    RC_GARMIN_CONSUMER_KEY: key,
    RC_GARMIN_CONSUMER_SECRET: secret,
    RC_GARMIN_PACE_MS: '0',
    RC_GARMIN_PAUSE_S: '1',
    RC_GARMIN_PATIENCE_MS: '2000',
  })
  await t.start()
})
afterAll(async () => {
  await t.close()
  await garmin.close()
})
beforeEach(async () => {
  garmin.admin.clearFaults()
  garmin.admin.clearLog()
  userId = await t.createAthlete(`runner ${++people}`)
  await pauseSync(t.app, userId, 'garmin')
})
afterEach(() => vi.unstubAllGlobals())

const door = async (name: 'personal' | 'connect') =>
  (await listConnections(t.app, userId))[0]!.doors.find((each) => each.door === name)!
const giveKey = (value: string, expiresOn?: string) =>
  setPersonalKey(t.app, userId, 'garmin', { key: value, expiresOn })
const keyOfPlain = () => garmin.admin.personalKey(plain).value
const mayBeTold = () =>
  t.sql`insert into notification_channels (user_id, kind, settings) values (${userId}, 'ntfy', '{"origin":"https://ntfy.example"}')`
const notices = async () =>
  (await t.sql`select payload from sync_jobs where user_id = ${userId} and kind = 'own.notice.send' order by id`).map(
    ({ payload }) => payload as Record<string, unknown>,
  )

test('tokens of garth make a new bearer when theirs ends, and keep it', async () => {
  await importTokens(t.app, userId, 'garmin', { tokens: garmin.admin.tokens(plain).garthToken })
  await t.settle()
  expect(await door('connect')).toMatchObject({
    state: 'active',
    credentialKind: 'oauth1',
    renewable: true,
    expiresAt: null,
  })
  garmin.admin.expireBearers(plain)
  garmin.admin.clearLog()
  await resumeSync(t.app, userId, 'garmin')
  await t.settle(60_000)
  const exchanges = () => garmin.admin.log(plain).filter(({ path }) => path.includes('/exchange/user/2.0')).length
  expect(await door('connect')).toMatchObject({ state: 'active', lastError: null, authFailures: 0 })
  expect(exchanges()).toBe(1)
  await runSync(t.app, userId, 'garmin')
  await t.settle(60_000)
  expect(exchanges()).toBe(1)
}, 90_000)

test('a login that Garmin turns away waits two hours, then twice as long each time, a day at most', async () => {
  garmin.admin.fault({ ...plain, kind: 'rate_limited', on: 'sso', value: 'none' })
  const hours: number[] = []
  for (let press = 0; press < 6; press++) {
    const { id } = await startLogin(t.app, userId, 'garmin', plain)
    await t.settle()
    expect((await getLogin(t.app, userId, { vendor: 'garmin', id })).failure).toBe('rate_limited')
    const allowedAt = (await listConnections(t.app, userId))[0]!.loginAllowedAt!
    hours.push(Math.round((Date.parse(allowedAt) - Date.now()) / 3_600_000))
    await expect(startLogin(t.app, userId, 'garmin', plain)).rejects.toMatchObject({ code: 'vendor_rate_limited' })
    // The wait is over.
    await t.sql`update vendor_accounts set login_allowed_at = now() where user_id = ${userId}`
  }
  expect(hours).toEqual([2, 4, 8, 16, 24, 24])
  // One post a press.
  expect(garmin.admin.logSummary(plain).credentialPosts).toBe(hours.length)
  garmin.admin.clearFaults()
  await startLogin(t.app, userId, 'garmin', plain)
  await t.settle()
  const [row] = await t.sql`select login_refusals from vendor_accounts where user_id = ${userId}`
  expect(row!['login_refusals']).toBe(0)
})

test('three refusals in a row, and the door waits for the athlete, who is told once', async () => {
  await giveKey(keyOfPlain())
  await t.settle()
  await mayBeTold()
  garmin.admin.fault({ ...plain, kind: 'status', value: 401 })
  const failures: number[] = []
  while ((await door('personal')).state === 'active') {
    await t.sql`update connections set paused_until = now() where user_id = ${userId}`
    await resumeSync(t.app, userId, 'garmin')
    const before = failures.at(-1) ?? 0
    await expect.poll(async () => (await door('personal')).authFailures, { timeout: 10_000 }).toBeGreaterThan(before)
    await pauseSync(t.app, userId, 'garmin')
    await t.settle()
    failures.push((await door('personal')).authFailures)
  }
  expect(failures.at(-1)).toBe(3)
  expect(await door('personal')).toMatchObject({
    state: 'reauth_required',
    lastError: { code: 'vendor_auth_required', reason: 'token_refused' },
  })
  expect(await notices()).toEqual([{ kind: 'ntfy', date: null, about: 'reauth' }])
  garmin.admin.clearLog()
  await resumeSync(t.app, userId, 'garmin')
  await t.settle()
  expect(garmin.admin.logSummary(plain).requests).toBe(0)
}, 60_000)

test('a call that fails while the athlete gives another key says nothing of that key', async () => {
  await giveKey(keyOfPlain())
  await t.settle()
  garmin.admin.fault({ ...plain, kind: 'status', value: 401 })
  const { fetch } = globalThis
  let replaced = false
  vi.stubGlobal('fetch', async (...given: Parameters<typeof fetch>) => {
    const answer = await fetch(...given)
    if (answer.status === 401 && !replaced) {
      replaced = true
      // The old key is refused for good at the moment in which the new one comes.
      await pauseSync(t.app, userId, 'garmin')
      await t.sql`update connections set auth_failures = 2 where user_id = ${userId}`
      await giveKey(keyOfPlain())
      garmin.admin.clearFaults()
    }
    return answer.status === 401 ? new Response(null, { status: 401 }) : answer
  })
  await resumeSync(t.app, userId, 'garmin')
  await expect.poll(() => replaced, { timeout: 10_000 }).toBe(true)
  await t.settle()
  expect(await door('personal')).toMatchObject({ state: 'active', lastError: null, authFailures: 0, pausedUntil: null })
  const [row] = await t.sql`select generation from connections where user_id = ${userId}`
  expect(row!['generation']).toBe(2)
}, 60_000)

test('a key that nobody answers for is tried again, and the page is told why it waits', async () => {
  garmin.admin.fault({ ...plain, kind: 'cloudflare_403', times: 2 })
  await giveKey(keyOfPlain())
  await expect.poll(async () => (await door('personal')).lastError?.reason, { timeout: 10_000 }).toBe('wall')
  expect(await door('personal')).toMatchObject({ state: 'verifying', pauseReason: 'vendor_unavailable' })
  await t.settle()
  expect(await door('personal')).toMatchObject({ state: 'active', lastError: null, pausedUntil: null })
})

test('the first key walks every path once and leaves its report', async () => {
  await giveKey(keyOfPlain())
  await t.settle()
  const { probe, capabilities } = await door('personal')
  expect(probe?.lines.map(({ dataset }) => dataset)).toEqual(capabilities.filter((each) => each !== 'activities'))
  garmin.admin.clearLog()
  await giveKey(keyOfPlain())
  await t.settle()
  expect((await door('personal')).probe?.at).toBe(probe?.at)
})

test('before a key ends the athlete is told two weeks, one week and one day ahead, once each', async () => {
  await t.sql`update users set time_zone = 'UTC' where id = ${userId}`
  await mayBeTold()
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const last = inDays(30)
  await giveKey(keyOfPlain(), last)
  await t.settle()
  const remindAt = (daysBefore: number, hour: string) => {
    const day = new Date(Date.parse(last) - daysBefore * 86_400_000).toISOString().slice(0, 10)
    return remindOfEnds({ ...t.app, now: () => new Date(`${day}T${hour}:00Z`) })
  }
  const told: number[] = []
  for (const days of [20, 14, 13, 8, 7, 6, 2, 1, 0]) {
    await remindAt(days, '05:00')
    expect(await notices()).toHaveLength(told.at(-1) ?? 0)
    await remindAt(days, '12:00')
    await remindAt(days, '12:10')
    told.push((await notices()).length)
  }
  expect(told).toEqual([0, 1, 1, 1, 2, 2, 2, 3, 3])
  expect((await notices())[0]).toEqual({ kind: 'ntfy', date: null, about: 'ending', door: 'personal', endsOn: last })
  await giveKey(keyOfPlain(), inDays(300))
  const [row] = await t.sql`select reminded_days from connections where user_id = ${userId}`
  expect(row!['reminded_days']).toBeNull()
})
