import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import garminConnect from 'garmin-connect'
import { readArchive, readFile } from '@rc/files'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startGarmin, type RunningGarmin } from './start-garmin.ts'

// The emulator satisfies the client that everybody knows, unmodified: npm garmin-connect, redirected on its instance.

const email = 'runner@example.test'
const dir = mkdtempSync(join(tmpdir(), 'rc-garmin-'))
let garmin: RunningGarmin
const consumer = { key: '', secret: '' }

beforeAll(async () => {
  for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {})
  garmin = await startGarmin({
    now: '2026-11-20T03:00:00Z',
    cookies: false,
    accounts: [{ email, password: 'right', seed: 1, years: 0.1 }],
  })
  const pair = (await (await fetch(`${garmin.url}/oauth_consumer.json`)).json()) as Record<string, string>
  Object.assign(consumer, { key: pair['consumer_key'], secret: pair['consumer_secret'] })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await garmin.close()
  rmSync(dir, { recursive: true })
})

interface Redirectable {
  url: { GC_MODERN: string; GARMIN_SSO_ORIGIN: string; GC_API: string }
  fetchOauthConsumer(): Promise<void>
  OAUTH_CONSUMER: typeof consumer
}

function openClient(password: string) {
  const client = new garminConnect.GarminConnect({ username: email, password })
  const inside = client.client as unknown as Redirectable
  Object.assign(inside.url, { GC_MODERN: `${garmin.url}/modern`, GARMIN_SSO_ORIGIN: garmin.url, GC_API: garmin.url })
  inside.fetchOauthConsumer = async () => {
    inside.OAUTH_CONSUMER = consumer
  }
  return client
}

/** What is in the archive that was downloaded. */
async function originalOf(id: number): Promise<Uint8Array> {
  for await (const entry of readArchive(join(dir, `${id}.zip`))) return entry.open()
  throw new Error('The archive is empty')
}

test('a wrong password is told from a right one', async () => {
  await expect(openClient('wrong').login()).rejects.toThrow('login failed')
  await expect(openClient('right').login()).resolves.toBeDefined()
})

test('activities are listed, shown and downloaded', async () => {
  const client = await openClient('right').login()
  expect(await client.getUserProfile()).toMatchObject({ userName: email })
  expect(await client.getUserSettings()).toMatchObject({ userData: { height: 176 } })
  const [newest, ...others] = await client.getActivities(0, 4)
  expect(others).toHaveLength(3)
  expect(newest!.activityId).toBe(garmin.admin.activities({ email })[0]!.id)
  expect(await client.getActivity({ activityId: newest!.activityId })).toMatchObject({
    activityId: newest!.activityId,
    summaryDTO: { duration: newest!.duration },
  })

  await client.downloadOriginalActivityData({ activityId: newest!.activityId }, dir)
  const contents = readFile(await originalOf(newest!.activityId), 'original.fit')
  expect(contents.ok && contents.value.recordings[0]!.startTimeS * 1000).toBe(newest!.beginTimestamp)

  const day = new Date('2026-11-19T00:00:00')
  expect(await client.getSteps(day)).toBeGreaterThan(1_000)
  expect(await client.getHeartRate(day)).toMatchObject({ calendarDate: '2026-11-19' })
  expect(await client.getSleepData(day)).toMatchObject({ dailySleepDTO: { calendarDate: '2026-11-19' } })
})

test('workouts are made, listed, read and deleted', async () => {
  const client = await openClient('right').login()
  const made = await client.addRunningWorkout('10 km', 10_000, 'for a test')
  const { workoutId } = made as { workoutId: number }
  expect(await client.getWorkouts(0, 10)).toMatchObject([{ workoutId, workoutName: '10 km' }])
  const detail = await client.getWorkoutDetail({ workoutId: String(workoutId) })
  expect(detail).toMatchObject({ workoutId, estimatedDistanceInMeters: 10_000 })
  await client.deleteWorkout({ workoutId: String(workoutId) })
  expect(await client.getWorkouts(0, 10)).toEqual([])
})

test('a file is taken once', async () => {
  const client = await openClient('right').login()
  const [newest] = await client.getActivities(0, 1)
  await client.downloadOriginalActivityData({ activityId: newest!.activityId }, dir)
  const file = join(dir, 'again.fit')
  writeFileSync(file, await originalOf(newest!.activityId))
  await expect(client.uploadActivity(file, 'fit')).rejects.toThrow('409')
  await client.deleteActivity({ activityId: newest!.activityId })
  expect((await client.getActivities(0, 1))[0]!.activityId).not.toBe(newest!.activityId)
  expect(await client.uploadActivity(file, 'fit')).toMatchObject({ detailedImportResult: { fileName: 'again.fit' } })
})

test('a token that ran out is exchanged again', async () => {
  const client = await openClient('right').login()
  garmin.admin.expireBearers({ email })
  expect(await client.getUserProfile()).toMatchObject({ userName: email })
})
