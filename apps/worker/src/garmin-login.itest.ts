import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens, setPersonalKey } from '@rc/services/connections/keep-credential'
import { listConnections } from '@rc/services/connections/list-connections'
import { probeDoor, switchDoor } from '@rc/services/connections/manage-doors'
import { answerLogin, getLogin, startLogin } from '@rc/services/connections/press-log-in'
import { getGaps, pauseSync, refillGap, resumeSync, runSync } from '@rc/services/sync/control-sync'
import { getSyncStatus } from '@rc/services/sync/get-sync-status'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const plain = { email: 'plain@example.test', password: 'a secret of plain', seed: 3, years: 0.01 }
const coded = {
  email: 'coded@example.test',
  password: 'a secret of coded',
  seed: 4,
  years: 0.01,
  mfa: 'email' as const,
}

let garmin: RunningGarmin
let t: TestWorker
let userId: number
let people = 0
beforeAll(async () => {
  garmin = await startGarmin({ accounts: [plain, coded], now: new Date().toISOString() })
  t = await createTestWorker({
    ...garminHosts(garmin.url),
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

const connection = async () => (await listConnections(t.app, userId))[0]!
const press = async (account: { email: string; password: string }) => {
  const { id } = await startLogin(t.app, userId, 'garmin', { email: account.email, password: account.password })
  await t.settle()
  return getLogin(t.app, userId, { vendor: 'garmin', id })
}
const posts = (account: { email: string }) => garmin.admin.logSummary(account).credentialPosts

test('a wrong password is one post, told as such, and may be corrected', async () => {
  expect(await press({ ...plain, password: 'not this one' })).toMatchObject({
    state: 'failed',
    failure: 'wrong_password',
  })
  expect(posts(plain)).toBe(1)
  expect((await connection()).loginAllowedAt).toBeNull()
  expect(await press(plain)).toMatchObject({ state: 'done' })
  expect(posts(plain)).toBe(2)
})

test.each([
  [{ kind: 'rate_limited' }, 'rate_limited'],
  [{ kind: 'status_429_in_200' }, 'rate_limited'],
  [{ kind: 'captcha' }, 'captcha'],
  [{ kind: 'status_427' }, 'not_allowed'],
] as const)('after %j nothing more is sent, and the next press waits', async (fault, failure) => {
  garmin.admin.fault({ ...plain, ...fault, on: 'sso', path: '/mobile/' })
  expect(await press(plain)).toMatchObject({ state: 'failed', failure })
  const sent = posts(plain)
  expect(sent).toBeLessThanOrEqual(1)
  const waitMs = Date.parse((await connection()).loginAllowedAt!) - Date.now()
  expect(waitMs / 3_600_000).toBeGreaterThan(1.9)
  await expect(startLogin(t.app, userId, 'garmin', plain)).rejects.toMatchObject({ code: 'vendor_rate_limited' })
  expect(posts(plain)).toBe(sent)
})

test('a wall before the password was judged leaves the widget; the password is judged once', async () => {
  garmin.admin.fault({ ...plain, kind: 'cloudflare_403', on: 'sso', path: '/mobile/' })
  expect(await press(plain)).toMatchObject({ state: 'done' })
  expect(garmin.admin.logSummary(plain).credentialsJudged).toBe(1)
})

test('a wrong code ends the attempt; a second press begins anew', async () => {
  const { id } = await press(coded)
  await answerLogin(t.app, userId, { vendor: 'garmin', id }, { code: '000000' })
  await t.settle()
  expect(await getLogin(t.app, userId, { vendor: 'garmin', id })).toMatchObject({
    state: 'failed',
    failure: 'wrong_code',
  })
  await expect(answerLogin(t.app, userId, { vendor: 'garmin', id }, { code: '1234' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await press(coded)).toMatchObject({ state: 'code_needed' })
  expect(posts(coded)).toBe(2)
})

test('the report of a probe names every endpoint and its shape, and nothing of the athlete', async () => {
  await importTokens(t.app, userId, 'garmin', { tokens: JSON.stringify(garmin.admin.tokens(plain).di) })
  await t.settle()
  await probeDoor(t.app, userId, { vendor: 'garmin', door: 'connect' })
  await t.settle()
  const { probe, capabilities } = (await connection()).doors[1]!
  const lines = probe?.lines ?? []
  expect(lines.map(({ dataset }) => dataset)).toEqual(capabilities.filter((dataset) => dataset !== 'activities'))
  expect(lines.filter(({ status }) => status !== 200 && status !== 204)).toEqual([])
  expect(lines.find(({ dataset }) => dataset === 'sleep')?.shape).toContain('dailySleepDTO: object')
  expect(JSON.stringify(lines)).not.toMatch(/athlete-1|99000001/)
})

test('a door that is switched off is asked nothing until it is on again', async () => {
  await setPersonalKey(t.app, userId, 'garmin', { key: garmin.admin.personalKey(plain).value })
  await t.settle()
  await switchDoor(t.app, userId, { vendor: 'garmin', door: 'personal' }, false)
  garmin.admin.clearLog()
  await resumeSync(t.app, userId, 'garmin')
  await t.settle()
  expect(garmin.admin.logSummary(plain).requests).toBe(0)
  expect(await getSyncStatus(t.app, userId, 'garmin')).toMatchObject({ state: 'no_door' })
  await switchDoor(t.app, userId, { vendor: 'garmin', door: 'personal' }, true)
  await runSync(t.app, userId, 'garmin')
  await t.settle(90_000)
  const { historyFrom: day } = await getSyncStatus(t.app, userId, 'garmin')
  garmin.admin.clearLog()
  await refillGap(t.app, userId, 'garmin', { dataset: 'sleep', from: day!, to: day! })
  await t.settle(90_000)
  const asked = garmin.admin.log(plain).filter(({ path }) => path.includes('sleep'))
  expect(asked.map(({ query }) => query)).toEqual([`date=${day}`])
  expect((await getGaps(t.app, userId, 'garmin', { from: day!, to: day! })).refills).toEqual([])
}, 120_000)

test('rotated tokens are kept before they are used; a family that has ended waits for the athlete, the other door goes on', async () => {
  await importTokens(t.app, userId, 'garmin', { tokens: JSON.stringify(garmin.admin.tokens(plain).di) })
  await setPersonalKey(t.app, userId, 'garmin', { key: garmin.admin.personalKey(plain).value })
  await t.settle()
  garmin.admin.expireBearers(plain)
  await resumeSync(t.app, userId, 'garmin')
  await t.settle(90_000)
  const state = async () => Object.fromEntries((await connection()).doors.map(({ door, state }) => [door, state]))
  expect(await state()).toEqual({ personal: 'active', connect: 'active' })
  const [row] = await t.sql`select previous_sealed from connections where user_id = ${userId} and door = 'connect'`
  expect(row!['previous_sealed']).toBeNull()

  await t.sql`insert into notification_channels (user_id, kind, settings) values (${userId}, 'ntfy', '{"origin":"https://ntfy.example"}')`
  garmin.admin.expireBearers(plain)
  garmin.admin.fault({ ...plain, kind: 'invalid_grant' })
  await t.sql`update vendor_accounts set next_sync_at = now() where user_id = ${userId}`
  await resumeSync(t.app, userId, 'garmin')
  await t.settle(90_000)
  expect(await state()).toEqual({ personal: 'active', connect: 'reauth_required' })
  expect((await connection()).doors[1]?.lastError).toMatchObject({
    code: 'vendor_auth_required',
    reason: 'invalid_grant',
  })
  expect((await connection()).doors[0]?.serves).toContain('sleep')
  const told = await t.sql`select payload from sync_jobs where user_id = ${userId} and kind = 'own.notice.send'`
  expect(told.map(({ payload }) => payload)).toEqual([{ kind: 'ntfy', date: null, about: 'reauth' }])
}, 180_000)
