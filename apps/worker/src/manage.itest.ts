import { existsSync } from 'node:fs'
import { addFile } from '@rc/services/ingest/add-file'
import { changeActivity, removeActivity } from '@rc/services/ingest/change-activity'
import { createManualActivity } from '@rc/services/ingest/create-manual-activity'
import { getIngestStatus } from '@rc/services/ingest/get-ingest-status'
import { getImport, listImports, pauseImport, resumeImport, undoImport } from '@rc/services/ingest/manage-imports'
import { openOriginal } from '@rc/services/ingest/open-original'
import { sampleFit, sampleTcx } from '@rc/services/ingest/sample-files'
import { enqueueJob } from '@rc/services/work/manage-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
  await t.start()
})
afterAll(() => t.close())

const morning = Date.parse('2026-05-01T22:00:00Z') / 1000
const day = 86_400
const all = { limit: 100 }
const run = (n: number, seconds = 600) => ({
  name: `run${n}.fit`,
  bytes: sampleFit({ startS: morning + n * day, seconds }),
})

/** Every row that belongs to an athlete, table by table, empty ones left out. */
async function inventory(userId: number): Promise<Record<string, number>> {
  const tables = [
    'garmin_raw_files',
    'garmin_raw_events',
    'import_items',
    'activities',
    'activity_sessions',
    'activity_laps',
  ]
  const counts: Record<string, number> = {}
  for (const table of [...tables, 'activity_events', 'activity_samples', 'activity_metrics', 'fitness_metrics_daily']) {
    const [row] = await t.sql`select count(*)::int as n from ${t.sql(table)} where user_id = ${userId}`
    if (row!['n'] > 0) counts[table] = row!['n']
  }
  return counts
}

const activitiesOf = (userId: number) => t.sql`select * from activities where user_id = ${userId} order by started_at`
const pathOf = (sha: string) => `${t.config.rawDir}/${sha.slice(0, 2)}/${sha.slice(2, 4)}/${sha}`

test('a paused import waits, one that goes on is finished', async () => {
  const userId = await t.createAthlete('pauses')
  const id = await t.send(userId, [])
  expect(await pauseImport(t.app, userId, id)).toMatchObject({ state: 'paused' })
  async function* bytes() {
    yield run(1).bytes
  }
  const item = await addFile(t.app, userId, id, { name: 'run.fit', bytes: bytes() })
  expect(item).toMatchObject({ state: 'queued', kind: null, activityIds: [] })
  await t.settle()
  expect((await getImport(t.app, userId, id, all)).batch.counts).toMatchObject({ queued: 1, done: 0 })
  expect(await resumeImport(t.app, userId, id)).toMatchObject({ state: 'running' })
  await t.settle()
  expect((await getImport(t.app, userId, id, { ...all, state: 'done' })).items).toHaveLength(1)
  expect((await listImports(t.app, userId, all)).batches).toMatchObject([{ id, activities: 1 }])
  expect(await getIngestStatus(t.app, userId)).toMatchObject({
    rawFiles: 1,
    activities: 1,
    samples: 601,
    recomputingFrom: null,
  })
})

test('an import that is taken back leaves nothing, not even bytes; what another one delivered too stays', async () => {
  const userId = await t.createAthlete('undoes')
  const kept = await t.send(userId, [run(1)])
  await t.settle()
  const before = await inventory(userId)
  const undone = await t.send(userId, [run(2), run(3), { name: 'bad.fit', bytes: Buffer.from('bad') }])
  const other = await t.send(userId, [run(3)])
  await t.settle()
  const hashes = await t.sql`select name, sha256 from garmin_raw_files where user_id = ${userId}`
  await undoImport(t.app, userId, undone)
  await t.settle()

  expect(await getImport(t.app, userId, undone, all)).toMatchObject({ batch: { state: 'undone' }, items: [] })
  expect((await getImport(t.app, userId, other, all)).items).toMatchObject([
    { state: 'done', activityIds: [expect.any(Number)] },
  ])
  expect(await activitiesOf(userId)).toHaveLength(2)
  for (const { name, sha256 } of hashes)
    expect(existsSync(pathOf(sha256)), name).toBe(name !== 'run2.fit' && name !== 'bad.fit')
  await undoImport(t.app, userId, other)
  await t.settle()
  expect(await inventory(userId)).toEqual(before)
  await undoImport(t.app, userId, kept)
  await t.settle()
  expect(await inventory(userId)).toEqual({})
  await expect(pauseImport(t.app, userId, kept)).rejects.toMatchObject({ code: 'conflict' })
})

test('deleting an activity removes its bytes, unless the file holds others or is a neighbour’s too', async () => {
  const [userId, neighbour] = [await t.createAthlete('deletes'), await t.createAthlete('next door')]
  const chained = Buffer.concat([run(1).bytes, run(2).bytes])
  await t.send(userId, [run(5), { name: 'two.fit', bytes: chained }])
  await t.send(neighbour, [run(5)])
  await t.settle()
  const [first, second, alone] = await activitiesOf(userId)
  const original = await openOriginal(t.app, userId, first!['id'])
  expect(original).toMatchObject({ name: 'two.fit', bytes: chained.length })
  expect(Buffer.concat(await original.stream.toArray()).equals(chained)).toBe(true)

  const sha = (await t.sql`select sha256 from garmin_raw_files where id = ${alone!['raw_file_id']}`)[0]!['sha256']
  await removeActivity(t.app, userId, alone!['id'])
  expect(existsSync(pathOf(sha))).toBe(true)
  const [theirs] = await activitiesOf(neighbour)
  await expect(removeActivity(t.app, userId, theirs!['id'])).rejects.toMatchObject({ code: 'not_found' })
  await removeActivity(t.app, neighbour, theirs!['id'])
  expect(existsSync(pathOf(sha))).toBe(false)

  await removeActivity(t.app, userId, first!['id'])
  expect(await t.sql`select excluded_recordings from garmin_raw_files where user_id = ${userId}`).toMatchObject([
    { excluded_recordings: [0] },
  ])
  await enqueueJob(t.app, userId, 'own.raw.reparse', {}, 'reparse')
  await t.settle()
  expect((await activitiesOf(userId)).map((row) => row['id'])).toEqual([second!['id']])
  await removeActivity(t.app, userId, second!['id'])
  await t.settle()
  expect(await inventory(userId)).toEqual({ import_items: 2 })
})

test('when the canonical activity goes, the next source takes its place; the athlete may decide otherwise', async () => {
  const userId = await t.createAthlete('decides')
  await t.send(userId, [
    { name: 'a.fit', bytes: sampleFit({ startS: morning }) },
    { name: 'a.tcx', bytes: sampleTcx({ startS: morning }) },
    { name: 'shorter.tcx', bytes: sampleTcx({ startS: morning + 10, seconds: 500 }) },
  ])
  await t.settle()
  const rows = async () =>
    Object.fromEntries(
      (
        await t.sql`select f.name, a.id, a.duplicate_of from activities a join garmin_raw_files f on f.id = a.raw_file_id where a.user_id = ${userId}`
      ).map((row) => [row['name'], row]),
    )
  const { 'a.fit': fit, 'a.tcx': tcx, 'shorter.tcx': shorter } = await rows()
  expect([fit!['duplicate_of'], tcx!['duplicate_of'], shorter!['duplicate_of']]).toEqual([null, fit!['id'], null])

  await changeActivity(t.app, userId, tcx!['id'], { duplicateOf: null })
  await changeActivity(t.app, userId, shorter!['id'], { duplicateOf: tcx!['id'] })
  expect((await rows())['a.tcx']!['duplicate_of']).toBeNull()
  expect((await rows())['shorter.tcx']!['duplicate_of']).toBe(tcx!['id'])
  await enqueueJob(t.app, userId, 'own.raw.reparse', {}, 'reparse')
  await t.settle()
  expect((await rows())['a.tcx']!['duplicate_of']).toBeNull()
  expect((await rows())['shorter.tcx']!['duplicate_of']).toBe(tcx!['id'])
  await expect(changeActivity(t.app, userId, tcx!['id'], { duplicateOf: shorter!['id'] })).rejects.toMatchObject({
    code: 'invalid_input',
  })

  await changeActivity(t.app, userId, tcx!['id'], { duplicateOf: fit!['id'] })
  expect((await rows())['shorter.tcx']!['duplicate_of']).toBeNull()
  await removeActivity(t.app, userId, fit!['id'])
  expect((await rows())['a.tcx']!['duplicate_of']).toBeNull()
})

test('what the athlete wrote survives a second reading', async () => {
  const userId = await t.createAthlete('writes')
  await t.send(userId, [run(1)])
  await t.settle()
  const [{ id } = { id: 0 }] = await activitiesOf(userId)
  await changeActivity(t.app, userId, id as number, { name: '한강 달리기', rpe: 6 })
  await t.settle()
  const srpe =
    await t.sql`select value from activity_metrics where activity_id = ${id as number} and metric_id = 'srpe'`
  expect(srpe).toMatchObject([{ value: 60 }])
  await expect(changeActivity(t.app, userId, id as number, { startedAt: new Date() })).rejects.toMatchObject({
    code: 'conflict',
  })
  const job = await enqueueJob(t.app, userId, 'own.raw.reparse', {}, 'reparse')
  await t.settle()
  expect(await activitiesOf(userId)).toMatchObject([{ id, name: '한강 달리기', rpe: 6 }])
  expect(await t.sql`select progress from sync_jobs where id = ${job.id}`).toMatchObject([
    { progress: { files: 1, differences: 0, unreadable: 0 } },
  ])
})

test('an undated activity gets its date from the athlete and keeps its samples', async () => {
  const userId = await t.createAthlete('undated')
  // A watch that counts from its power-up: FIT's system time.
  await t.send(userId, [{ name: 'undated.fit', bytes: sampleFit({ startS: 631_065_600 + 5_000 }) }])
  await t.settle()
  const [before] = await activitiesOf(userId)
  expect(before).toMatchObject({ clock: 'unknown', local_date: null, sample_count: 601 })
  expect((await inventory(userId))['fitness_metrics_daily']).toBeUndefined()
  await changeActivity(t.app, userId, before!['id'], { startedAt: new Date('2026-05-03T00:00:00Z') })
  await t.settle()
  await enqueueJob(t.app, userId, 'own.raw.reparse', {}, 'reparse')
  await t.settle()
  const [after] = await activitiesOf(userId)
  expect(after).toMatchObject({
    id: before!['id'],
    started_at: new Date('2026-05-03T00:00:00Z'),
    ended_at: new Date('2026-05-03T00:10:00Z'),
    recorded_start_at: before!['started_at'],
    local_date: new Date('2026-05-03T00:00:00Z'),
    samples_from: before!['samples_from'],
  })
  expect((await inventory(userId))['fitness_metrics_daily']).toBeGreaterThan(0)
})

test('a session without a file is an activity with numbers', async () => {
  const userId = await t.createAthlete('by hand')
  const entry = {
    sport: 'strength',
    startedAt: new Date('2026-05-03T10:00:00Z'),
    durationS: 3600,
    rpe: 5.1,
    name: '웨이트',
  } as const
  const { activityId } = await createManualActivity(t.app, userId, entry)
  expect(await createManualActivity(t.app, userId, entry)).toEqual({ activityId })
  await t.settle()
  expect(await activitiesOf(userId)).toMatchObject([
    {
      id: activityId,
      source: 'manual',
      name: '웨이트',
      rpe: 5.1,
      timer_s: 3600,
      sample_count: 0,
      local_date: new Date('2026-05-03'),
    },
  ])
  const [srpe] = await t.sql`
    select value from activity_metrics where activity_id = ${activityId} and metric_id = 'srpe'`
  expect(srpe!['value']).toBeCloseTo(306, 9)
  // The effort lies there as it was said, so that nothing has to be computed anew.
  await enqueueJob(t.app, userId, 'own.metrics.recompute', {}, 'metrics')
  await t.settle()
  expect(
    await t.sql`select state, progress from sync_jobs where user_id = ${userId} and kind = 'own.metrics.recompute'`,
  ).toEqual([{ state: 'done', progress: {} }])
  await expect(openOriginal(t.app, userId, activityId)).rejects.toMatchObject({ code: 'not_found' })
  await removeActivity(t.app, userId, activityId)
  await t.settle()
  expect(await inventory(userId)).toEqual({})
})
