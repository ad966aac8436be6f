import { gzipSync } from 'node:zlib'
import { getImport } from '@rc/services/ingest/manage-imports'
import { sampleFit, sampleGpx, sampleTcx, sampleZip } from '@rc/services/ingest/sample-files'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
  await t.start()
})
afterAll(() => t.close())

const morning = Date.parse('2026-05-01T22:00:00Z') / 1000
const all = { limit: 100 }

test('a file becomes rows: activity, session, lap, samples, numbers, days', async () => {
  const userId = await t.createAthlete('rows')
  const batch = await t.send(userId, [{ name: 'run.fit', bytes: sampleFit({ startS: morning }) }])
  await t.settle()
  const { items } = await getImport(t.app, userId, batch, all)
  expect(items).toMatchObject([{ name: 'run.fit', state: 'done', kind: 'activity', errorCode: null, flags: [] }])
  const [activityId] = items[0]!.activityIds
  expect(await t.sql`select * from activities where id = ${activityId!}`).toMatchObject([
    {
      source: 'fit',
      sport: 'run',
      name: null,
      // Seven in the morning of the next day in Seoul.
      local_date: new Date('2026-05-02T00:00:00.000Z'),
      utc_offset_s: 32_400,
      started_at: new Date(morning * 1000),
      timer_s: 600,
      distance_m: 1800,
      sample_count: 601,
      moving_s: expect.any(Number),
      track: [127, 37.5, 127, 37.51619],
      duplicate_of: null,
    },
  ])
  const [samples] = await t.sql`
    select count(*)::int as n, max(distance_m) as distance, avg(hr_bpm)::float8 as hr from activity_samples where activity_id = ${activityId!}`
  expect(samples).toMatchObject({ n: 601, distance: 1800 })
  expect(samples!['hr']).toBeCloseTo(134.5, 1)
  for (const table of ['activity_sessions', 'activity_laps'])
    expect(await t.sql`select timer_s from ${t.sql(table)} where activity_id = ${activityId!}`).toMatchObject([
      { timer_s: 600 },
    ])
  const metrics = await t.sql`select metric_id from activity_metrics where activity_id = ${activityId!}`
  expect(metrics.map((row) => row['metric_id'])).toContain('load')
  const [days] = await t.sql`select min(local_date) as first from fitness_metrics_daily where user_id = ${userId}`
  expect(days!['first']).toEqual(new Date('2026-05-02T00:00:00.000Z'))
})

test('one bad file never stops a batch; each says what is wrong with it', async () => {
  const userId = await t.createAthlete('mixed')
  const page = Buffer.from('<!doctype html><html><body>503</body></html>')
  const batch = await t.send(userId, [
    { name: 'page.fit', bytes: page },
    { name: 'answer.json', bytes: Buffer.from('{"error":1}') },
    { name: 'empty.fit', bytes: new Uint8Array() },
    { name: 'good.fit', bytes: sampleFit({ startS: morning }) },
    { name: 'good.fit.gz', bytes: gzipSync(sampleFit({ startS: morning + 86_400 })) },
    { name: 'track.gpx', bytes: sampleGpx({ startS: morning + 2 * 86_400 }) },
    { name: 'lap.tcx', bytes: sampleTcx({ startS: morning + 3 * 86_400 }) },
    { name: 'cut.fit', bytes: sampleFit({ startS: morning + 4 * 86_400 }).subarray(0, 9000) },
  ])
  await t.settle()
  const { items, batch: view } = await getImport(t.app, userId, batch, all)
  expect(items.map(({ name, state, errorCode }) => [name, state, errorCode])).toEqual([
    ['page.fit', 'failed', 'file_unreadable'],
    ['answer.json', 'failed', 'file_unreadable'],
    ['empty.fit', 'failed', 'file_unreadable'],
    ['good.fit', 'done', null],
    ['good.fit.gz', 'done', null],
    ['track.gpx', 'done', null],
    ['lap.tcx', 'done', null],
    ['cut.fit', 'done', null],
  ])
  expect(items[0]!.reasons).toContain('html_page')
  expect(items.at(-1)!.flags).toContain('truncated')
  expect(view).toMatchObject({ counts: { done: 5, failed: 3, queued: 0, working: 0 }, activities: 5, etaS: null })
  const failed =
    await t.sql`select state, error_code, attempts from sync_jobs where user_id = ${userId} and state = 'failed'`
  expect(failed).toHaveLength(3)
  expect(failed[0]).toMatchObject({ error_code: 'file_unreadable', attempts: 1 })
})

test('the same bytes twice are one file; the same file sent again is one item', async () => {
  const userId = await t.createAthlete('bytes')
  const file = { name: 'run.fit', bytes: sampleFit({ startS: morning }) }
  const first = await t.send(userId, [file, file])
  const second = await t.send(userId, [{ ...file, name: 'other name.fit' }])
  await t.settle()
  expect((await getImport(t.app, userId, first, all)).items).toMatchObject([{ state: 'done' }])
  const [again] = (await getImport(t.app, userId, second, all)).items
  expect(again).toMatchObject({ state: 'duplicate', kind: 'activity', activityIds: [expect.any(Number)] })
  expect(await t.sql`select from activities where user_id = ${userId}`).toHaveLength(1)
  // Somebody else's file is somebody else's.
  const neighbour = await t.createAthlete('neighbour')
  const theirs = await t.send(neighbour, [file])
  await t.settle()
  expect((await getImport(t.app, neighbour, theirs, all)).items).toMatchObject([{ state: 'done' }])
})

test('the richest source is canonical, in whatever order they come and in whatever time zone they were written', async () => {
  const run = { startS: morning }
  const sources = [
    { name: 'a.fit', bytes: sampleFit(run) },
    { name: 'b.tcx', bytes: sampleTcx(run) },
    { name: 'c.gpx', bytes: sampleGpx({ startS: morning + 7 }) },
    { name: 'local.tcx', bytes: sampleTcx({ startS: morning + 9 * 3600 }) },
    { name: 'copy.fit', bytes: sampleFit({ ...run, createdAtS: morning + 5 }) },
    { name: 'evening.fit', bytes: sampleFit({ startS: morning + 12 * 3600, seconds: 660 }) },
  ]
  const outcomes = []
  for (const [i, order] of [sources, sources.toReversed(), [2, 0, 4, 5, 1, 3].map((k) => sources[k]!)].entries()) {
    const userId = await t.createAthlete(`order${i}`)
    await t.send(userId, order)
    await t.settle()
    const rows = await t.sql`
      select f.name, c.name as canonical from activities a join garmin_raw_files f on f.id = a.raw_file_id
      left join activities d on d.id = a.duplicate_of left join garmin_raw_files c on c.id = d.raw_file_id
      where a.user_id = ${userId} order by f.name`
    outcomes.push(rows.map((row) => `${row['name']} ${row['canonical'] ?? '-'}`))
  }
  const [first, ...others] = outcomes
  expect(first).toHaveLength(6)
  expect(first!.filter((line) => line.endsWith(' -'))).toHaveLength(2)
  expect(first).toContain('evening.fit -')
  expect(first!.some((line) => line === 'a.fit -' || line === 'copy.fit -')).toBe(true)
  for (const other of others) expect(other).toEqual(first)
})

test('a ZIP in a ZIP is unpacked file by file, unreadable entries included', async () => {
  const userId = await t.createAthlete('zip')
  const inner = sampleZip([{ name: 'inner/a.fit', bytes: sampleFit({ startS: morning }) }])
  const zip = sampleZip([
    { name: 'export/inner.zip', bytes: inner },
    { name: 'export/b.tcx', bytes: sampleTcx({ startS: morning + 86_400 }) },
    { name: '../../evil.fit', bytes: sampleFit({ startS: morning + 2 * 86_400 }) },
    { name: 'readme.txt', bytes: Buffer.from('hello') },
  ])
  const batch = await t.send(userId, [{ name: 'export.zip', bytes: zip }])
  await t.settle()
  const { items } = await getImport(t.app, userId, batch, all)
  expect(items.map(({ name, state }) => [name, state])).toEqual([
    ['export.zip', 'done'],
    ['export/inner.zip!inner/a.fit', 'done'],
    ['export/b.tcx', 'done'],
    [expect.stringContaining('evil.fit'), expect.any(String)],
    ['readme.txt', 'failed'],
  ])
  expect(await t.sql`select from activities where user_id = ${userId}`).not.toHaveLength(0)
  const damaged = await t.send(userId, [{ name: 'cut.zip', bytes: zip.subarray(0, zip.length - 30) }])
  await t.settle()
  expect((await getImport(t.app, userId, damaged, all)).items).toMatchObject([
    { state: 'failed', errorCode: 'file_unreadable', reasons: ['archive_damaged'] },
  ])
})
