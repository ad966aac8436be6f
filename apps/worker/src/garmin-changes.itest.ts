import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { setPersonalKey } from '@rc/services/connections/keep-credential'
import { getGaps, listSyncFailures, refillGap, rerunFailures, runSync } from '@rc/services/sync/control-sync'
import { getSyncStatus } from '@rc/services/sync/get-sync-status'
import { announceDueJobs } from '@rc/services/work/announce-due-jobs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

// What happens after the first look: changes at the vendor, questions that failed, files that came damaged.

const plain = { email: 'plain@example.test', password: 'a secret of plain', seed: 6, years: 0.04 }

let garmin: RunningGarmin
let t: TestWorker
beforeAll(async () => {
  garmin = await startGarmin({ limits: false, accounts: [plain], now: new Date().toISOString() })
  t = await createTestWorker({
    RC_GARMIN_PERSONAL_URL: `${garmin.url}/@personal`,
    RC_GARMIN_PACE_MS: '0',
    RC_GARMIN_PAUSE_S: '1',
    RC_GARMIN_PATIENCE_MS: '2000',
  })
  await t.start()
  await setPersonalKey(t.app, t.userId, 'garmin', { key: garmin.admin.personalKey(plain).value })
}, 60_000)
afterAll(async () => {
  await t.close()
  await garmin.close()
})
beforeEach(() => garmin.admin.clearFaults())

const status = () => getSyncStatus(t.app, t.userId, 'garmin')
const failures = async () => (await listSyncFailures(t.app, t.userId, 'garmin', { limit: 200 })).failures
const statesOf = async (wanted: string, day: string) =>
  (await getGaps(t.app, t.userId, 'garmin', { from: day, to: day })).datasets.find(({ dataset }) => dataset === wanted)!
    .spans
const lookAgain = async () => {
  await runSync(t.app, t.userId, 'garmin')
  await t.settle(60_000)
}
const activity = async (vendorActivityId: number | string) =>
  (
    await t.sql`
      select a.name, v.gone_at, v.file_state, a.id from vendor_activities v
      left join activities a on a.raw_file_id = v.raw_file_id or a.raw_event_id = v.raw_event_id
      where v.vendor_activity_id = ${String(vendorActivityId)} order by a.id desc limit 1`
  )[0]!

test('while the history comes in, it is told how long it will take', async () => {
  garmin.admin.fault({ ...plain, kind: 'slow', value: 15 })
  const etaS = async () => {
    await t.sql`update sync_jobs set run_after = now() where state = 'queued' and run_after < 'infinity'`
    await announceDueJobs(t.app)
    return (await status()).etaS
  }
  await expect.poll(etaS, { timeout: 30_000, interval: 100 }).toEqual(expect.any(Number))
  const { state, datasets, etaS: whole } = await status()
  expect(['running', 'queued', 'idle']).toContain(state)
  const timed = datasets.flatMap(({ days, ratePerMin, etaS: own }) => (own === null ? [] : [{ days, ratePerMin, own }]))
  expect(timed.map(({ own }) => own)).toEqual(
    timed.map(({ days, ratePerMin }) => Math.ceil((days.left / ratePerMin) * 60)),
  )
  expect(whole === null || whole >= Math.max(...datasets.map((each) => each.etaS ?? 0))).toBe(true)
  garmin.admin.clearFaults()
  await t.settle(60_000)
  expect(await status()).toMatchObject({ state: 'idle', etaS: null, failures: 0 })
}, 120_000)

test('an activity that is renamed or deleted there within the last weeks is so here', async () => {
  const [newest, ...older] = garmin.admin.activities(plain).filter(({ source }) => source !== 'manual')
  const oldest = older.at(-1)!
  garmin.admin.changeActivity({ ...plain, id: oldest.id, name: '강변 10 km' })
  garmin.admin.deleteActivity({ ...plain, id: newest!.id })
  await lookAgain()
  expect((await activity(oldest.id))['name']).toBe('강변 10 km')
  // The recording is the athlete's: it stays, and is known to be gone there.
  const gone = await activity(newest!.id)
  expect(gone['gone_at']).not.toBeNull()
  expect(gone['id']).toEqual(expect.any(Number))
}, 60_000)

test('questions that failed are listed, and asked again one by one or together', async () => {
  const { historyFrom } = await status()
  const days = await t.sql`
    select local_date::text as day from sync_days where dataset = 'sleep' and state = 'have' order by local_date limit 3`
  const [first, last] = [days[0]!['day'] as string, days[2]!['day'] as string]
  expect(first >= historyFrom!).toBe(true)
  garmin.admin.fault({ ...plain, kind: 'html_200', path: '/sleep-service/' })
  // Other questions in between are answered, so that it is not the door.
  for (const dataset of ['sleep', 'heart_rate', 'spo2'] as const)
    await refillGap(t.app, t.userId, 'garmin', { dataset, from: first, to: last })
  await t.settle(60_000)
  const listed = await failures()
  expect(new Set(listed.map(({ dataset, reason }) => `${dataset} ${reason}`))).toEqual(
    new Set(['sleep page_instead_of_data']),
  )
  expect(listed).toHaveLength(3)
  expect((await statesOf('sleep', first)).map(({ state }) => state)).toEqual(['failed'])
  garmin.admin.clearFaults()
  const one = listed.find(({ subject }) => subject === first)!
  await rerunFailures(t.app, t.userId, 'garmin', [one.id])
  await t.settle(60_000)
  expect((await statesOf('sleep', first)).map(({ state }) => state)).toEqual(['have'])
  expect((await failures()).map(({ id }) => id)).not.toContain(one.id)
  await rerunFailures(t.app, t.userId, 'garmin', undefined)
  await t.settle(60_000)
  expect(await status()).toMatchObject({ failures: 0, state: 'idle' })
}, 120_000)

test('a damaged original is kept and told, and its day offered again; the sound one takes its place', async () => {
  const { id, startTimeS } = garmin.admin
    .activities(plain)
    .filter(({ source }) => source !== 'manual')
    .at(-2)!
  const [row] =
    await t.sql`select local_date::text as day from vendor_activities where vendor_activity_id = ${String(id)}`
  const day = row!['day'] as string
  expect(startTimeS).toBeGreaterThan(0)
  // As if it had never come.
  await t.sql`update vendor_activities set raw_file_id = null, file_state = 'wanted' where vendor_activity_id = ${String(id)}`
  await t.sql`delete from garmin_raw_files where id in (select raw_file_id from activities where local_date = ${day})`
  garmin.admin.fault({ ...plain, kind: 'fit_crc', path: String(id) })
  await lookAgain()
  expect((await activity(id))['file_state']).toBe('damaged')
  expect(await failures()).toMatchObject([
    { subject: String(id), errorCode: 'file_unreadable', reason: 'file_damaged' },
  ])
  expect(await statesOf('activities', day)).toEqual([{ from: day, to: day, state: 'damaged' }])
  const { refills } = await getGaps(t.app, t.userId, 'garmin', { from: day, to: day })
  expect(refills).toMatchObject([{ dataset: 'activities', from: day, to: day }])
  const damaged = (await activity(id))['id'] as number

  garmin.admin.clearFaults()
  await refillGap(t.app, t.userId, 'garmin', { dataset: 'activities', from: day, to: day })
  await t.settle(60_000)
  const sound = await activity(id)
  expect(sound).toMatchObject({ file_state: 'have' })
  expect(await failures()).toEqual([])
  expect((await statesOf('activities', day)).map(({ state }) => state)).toEqual(['have'])
  const [repetition] = await t.sql`select duplicate_of from activities where id = ${damaged}`
  expect(repetition!['duplicate_of']).toBe(sound['id'])
}, 120_000)

test('a year without a watch costs a few questions, not one a day', async () => {
  const { historyFrom } = await status()
  const from = new Date(Date.parse(historyFrom!) - 365 * 86_400_000).toISOString().slice(0, 10)
  const before = new Date(Date.parse(historyFrom!) - 86_400_000).toISOString().slice(0, 10)
  garmin.admin.clearLog()
  for (const dataset of ['daily_summary', 'steps', 'stress', 'sleep', 'heart_rate', 'spo2'] as const)
    await refillGap(t.app, t.userId, 'garmin', { dataset, from, to: before })
  await t.settle(60_000)
  const asked = garmin.admin.log(plain).filter(({ path }) => /sleep|dailyHeartRate|spo2/.test(path)).length
  expect(asked).toBeLessThan(8)
  expect(await statesOf('sleep', from)).toEqual([{ from, to: from, state: 'empty' }])
  // Who asks for one of these days is answered by Garmin.
  garmin.admin.clearLog()
  await refillGap(t.app, t.userId, 'garmin', { dataset: 'sleep', from, to: from })
  await t.settle(60_000)
  expect(
    garmin.admin
      .log(plain)
      .filter(({ path }) => path.includes('sleep'))
      .map(({ query }) => query),
  ).toEqual([`date=${from}`])
}, 120_000)
