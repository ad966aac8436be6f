import { getActivity } from '@rc/services/activities/get-activity'
import { getImport } from '@rc/services/ingest/manage-imports'
import { sampleFit } from '@rc/services/ingest/sample-files'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const GiB = 2 ** 30
const roomy = { freeBytes: 50 * GiB, totalBytes: 100 * GiB }
const full = { freeBytes: 9 * GiB, totalBytes: 100 * GiB }
/** The disk as the api and as the worker see it. */
const disk = { api: roomy, worker: roomy }
let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
  t.app.readDisk = () => Promise.resolve(disk.api)
  await t.start({ readDisk: () => Promise.resolve(disk.worker) })
})
afterAll(() => t.close())

const run = (n: number) => ({ name: `run${n}.fit`, bytes: sampleFit({ startS: Date.UTC(2026, 4, n) / 1000 }) })

test.each([full, { freeBytes: 1.9 * GiB, totalBytes: 4 * GiB }])(
  'with %j nothing is taken in, and a reason is given; reading goes on',
  async (room) => {
    disk.api = roomy
    await t.send(t.userId, [run(1)])
    await t.settle()
    disk.api = room
    await expect(t.send(t.userId, [run(2)])).rejects.toMatchObject({
      code: 'unavailable',
      details: { reasons: ['disk_nearly_full'] },
    })
    const [activity] = await t.sql`select id from activities`
    expect(await getActivity(t.app, t.userId, activity!['id'] as number)).toMatchObject({ sport: 'run' })
    expect(await t.sql`select from garmin_raw_files`).toHaveLength(1)
  },
)

test('what came before waits unread, spends no attempt, and goes on by itself', async () => {
  Object.assign(disk, { api: roomy, worker: full })
  const id = await t.send(t.userId, [run(3)])
  const counts = async () => (await getImport(t.app, t.userId, id, { limit: 1 })).batch.counts
  const parked = async () =>
    await t.sql`
    select attempts from sync_jobs where state = 'queued' and run_after between now() + interval '20 s' and now() + interval '2 min'`
  await expect.poll(parked, { timeout: 10_000 }).toEqual([{ attempts: 0 }])
  expect(await counts()).toMatchObject({ queued: 1, failed: 0 })
  disk.worker = roomy
  await t.sql`update sync_jobs set run_after = now() where run_after < now() + interval '2 min'`
  await t.settle()
  expect(await counts()).toMatchObject({ queued: 0, done: 1 })
})
