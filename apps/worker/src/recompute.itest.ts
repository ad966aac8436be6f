import { closeDays } from '@rc/services/analysis/close-days'
import { makeDays } from '@rc/services/analysis/make-days'
import { markThresholdsChanged } from '@rc/services/analysis/mark-thresholds-changed'
import { sampleFit } from '@rc/services/ingest/sample-files'
import { putActivityJournal } from '@rc/services/journal/journal'
import { enqueueJob } from '@rc/services/work/manage-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
  await t.start()
})
afterAll(() => t.close())

const day = 86_400
/** Noon in Seoul of the day that lies `daysAgo` before today there. */
const noon = (daysAgo: number) => (Math.floor((Date.now() / 1000 + 9 * 3600) / day) - daysAgo) * day + 3 * 3600
const runs = (...daysAgo: number[]) =>
  daysAgo.map((n) => ({ name: `${n}.fit`, bytes: sampleFit({ startS: noon(n), seconds: 1200 }) }))

/** When and from what each number was made, by file and metric. */
const writings = async (userId: number) =>
  new Map(
    (
      await t.sql`
      select f.name, m.metric_id, m.session_index, inputs_hash, m.updated_at from activity_metrics m
      join activities a on a.id = m.activity_id join garmin_raw_files f on f.id = a.raw_file_id where m.user_id = ${userId}`
    ).map((row) => [
      `${row['name']} ${row['metric_id']} ${row['session_index']}`,
      `${row['inputs_hash']} ${row['updated_at'].getTime()}`,
    ]),
  )
type Writings = Awaited<ReturnType<typeof writings>>
const touched = (before: Writings, after: Writings) =>
  [...after].filter(([key, made]) => before.get(key) !== made).map(([key]) => key.split(' '))
const filesOf = (rows: string[][]) => [...new Set(rows.map(([file]) => file))].sort()
const metricsOf = (rows: string[][]) => [...new Set(rows.map(([, metric]) => metric))].sort()
const days = (userId: number, metric: string) => t.sql`
  select local_date::text as date, value, coverage, updated_at from fitness_metrics_daily
  where user_id = ${userId} and metric_id = ${metric} order by local_date`
const setThreshold = (userId: number, kind: string, value: number, from: string) => t.sql`
  insert into athlete_thresholds (user_id, kind, value, valid_from) values (${userId}, ${kind}, ${value}, ${from})
  on conflict (user_id, kind, valid_from) do update set value = excluded.value`

test('a threshold recomputes the activities of its time and nothing else; the file is not read again', async () => {
  const userId = await t.createAthlete('thresholds')
  await t.send(userId, runs(40, 20, 3))
  await t.settle()
  const [before, load] = [await writings(userId), await days(userId, 'load')]
  // A run without thresholds has no load: its day is incomplete, which is not the same as a rest day.
  expect(load.at(0)).toMatchObject({ coverage: 0 })
  expect(load).toHaveLength(40)

  await setThreshold(userId, 'lthr_bpm', 160, '2000-01-01')
  await setThreshold(userId, 'hr_rest_bpm', 50, '2000-01-01')
  await setThreshold(userId, 'hr_max_bpm', 190, '2000-01-01')
  await t.sql`update garmin_raw_files set sha256 = repeat('0', 64) where user_id = ${userId} and name = '40.fit'`
  await markThresholdsChanged(t.app, userId, '2000-01-01')
  await t.settle()
  const [after, loaded] = [await writings(userId), await days(userId, 'load')]
  const ofHeart = [
    'hr_tss',
    'load',
    'time_in_3_zones',
    'time_in_hr_zones',
    'trimp_banister',
    'trimp_edwards',
    'trimp_lucia',
  ]
  expect(filesOf(touched(before, after))).toEqual(['20.fit', '3.fit', '40.fit'])
  expect(metricsOf(touched(before, after))).toEqual(ofHeart)
  expect(loaded.at(0)!['value']).toBeGreaterThan(10)
  const [job] = await t.sql`
    select progress from sync_jobs where user_id = ${userId} and kind = 'own.metrics.recompute' order by id desc limit 1`
  expect(job!['progress']).toEqual({ done: 3, total: 3 })
  expect((await days(userId, 'run_distance_acwr')).at(-1)!['value']).toBeGreaterThan(0)

  const from = new Date((noon(20) - day) * 1000).toISOString().slice(0, 10)
  await setThreshold(userId, 'lthr_bpm', 150, from)
  await markThresholdsChanged(t.app, userId, from)
  await t.settle()
  const later = await writings(userId)
  expect(filesOf(touched(after, later))).toEqual(['20.fit', '3.fit'])
  // TRIMP asks for rest and maximum only; and a rider's threshold says nothing of a run.
  expect(metricsOf(touched(after, later))).toEqual(ofHeart.filter((id) => !/banister|edwards/.test(id)))
  await setThreshold(userId, 'ftp_w', 250, '2000-01-01')
  await markThresholdsChanged(t.app, userId, '2000-01-01')
  await t.settle()
  expect(touched(later, await writings(userId))).toEqual([])
  const changed = await days(userId, 'load')
  expect(changed.at(20)!['value']).toBeGreaterThan(loaded.at(20)!['value'])
  expect(changed.slice(0, 20)).toEqual(loaded.slice(0, 20))
})

test('out of the table comes what came out of the file: reading again changes nothing, a changed row is found', async () => {
  const userId = await t.createAthlete('reparse')
  await t.send(userId, runs(30, 10, 2))
  await t.settle()
  await setThreshold(userId, 'hr_max_bpm', 190, '2000-01-01')
  await markThresholdsChanged(t.app, userId, '2000-01-01')
  await t.settle()
  const reparse = async () => {
    const { id } = await enqueueJob(t.app, userId, 'own.raw.reparse', {}, 'reparse')
    await t.settle()
    return (await t.sql`select progress from sync_jobs where id = ${id}`)[0]!['progress']
  }
  expect(await reparse()).toMatchObject({ files: 3, unreadable: 0, differences: 0 })
  await t.sql`update activity_laps set distance_m = distance_m + 1 where user_id = ${userId}`
  await t.sql`update activity_metrics set value = value + 1 where user_id = ${userId} and metric_id = 'moving_s'`
  await t.sql`update activity_samples set hr_bpm = 1 where user_id = ${userId} and seq = 7`
  expect(await reparse()).toMatchObject({ files: 3, differences: 9 })
  expect(await reparse()).toMatchObject({ files: 3, differences: 0 })
})

test('only the days that changed are written', async () => {
  const userId = await t.createAthlete('days')
  for (const [kind, bpm] of [
    ['lthr_bpm', 160],
    ['hr_rest_bpm', 50],
    ['hr_max_bpm', 190],
  ] as const)
    await setThreshold(userId, kind, bpm, '2000-01-01')
  await t.send(userId, runs(30))
  await t.settle()
  const before = await days(userId, 'ctl')
  await t.send(userId, runs(10))
  await t.settle()
  const after = await days(userId, 'ctl')
  expect(after.slice(0, 20)).toEqual(before.slice(0, 20))
  expect(after.at(20)!['value']).toBeGreaterThan(before.at(20)!['value'])
  await t.sql`update ingestion_state set state = 'dirty', cursor = cursor || '{"from":"2000-01-01"}' where user_id = ${userId} and dataset = 'daily_metrics'`
  await enqueueJob(t.app, userId, 'own.daily.recompute', {}, 'daily')
  await t.settle()
  expect(await days(userId, 'ctl')).toEqual(after)
})

test('a long history is made in slices, and says the same as in one piece', async () => {
  const userId = await t.createAthlete('slices')
  for (const [kind, bpm] of [
    ['hr_rest_bpm', 50],
    ['hr_max_bpm', 190],
    ['lthr_bpm', 160],
  ] as const)
    await setThreshold(userId, kind, bpm, '2000-01-01')
  await t.send(userId, runs(250, 249, 180, 100, 30, 10))
  await t.settle()
  const rows = () => t.sql`
    select local_date::text as date, metric_id, version, value, detail, coverage, confidence, missing
    from fitness_metrics_daily where user_id = ${userId} order by 1, 2, 3`
  const whole = await rows()
  const yesterday = (await days(userId, 'ctl')).at(-1)!['date'] as string
  await t.sql`delete from fitness_metrics_daily where user_id = ${userId}`
  await t.app.database.asUser(userId, (tenant) => makeDays(tenant, '2000-01-01', yesterday, 60))
  expect(await rows()).toEqual(whole)
  expect(await t.app.database.asUser(userId, (tenant) => makeDays(tenant, '2000-01-01', yesterday, 60))).toBe(0)
})

test('a day is closed once, after the athlete’s own midnight', async () => {
  const userId = await t.createAthlete('midnight')
  await setThreshold(userId, 'lthr_bpm', 160, '2000-01-01')
  await t.send(userId, runs(2))
  await t.settle()
  const lastDay = async () => (await days(userId, 'ctl')).at(-1)!['date']
  const before = await lastDay()
  const at = (offsetDays: number) => ({ ...t.app, now: () => new Date(noon(-offsetDays) * 1000) })
  await closeDays(at(0))
  await t.settle()
  const jobs = () => t.sql`select from sync_jobs where user_id = ${userId} and kind = 'own.metrics.recompute'`
  expect(await jobs()).toHaveLength(1)
  await closeDays(at(0))
  expect(await jobs()).toHaveLength(1)
  await closeDays(at(1))
  expect(await jobs()).toHaveLength(2)
  await t.settle()
  // The worker's own clock has not moved, so that no day is invented.
  expect(await lastDay()).toBe(before)
})

test('what was told to the watch is kept, until the athlete says otherwise', async () => {
  const userId = await t.createAthlete('said')
  await t.send(userId, [
    { name: 'said.fit', bytes: sampleFit({ startS: noon(4), seconds: 900, said: { rpe: 7, feeling: 2 } }) },
  ])
  await t.settle()
  const notes = async () => (await t.sql`select id, rpe, feeling from activities where user_id = ${userId}`)[0]!
  const { id } = await notes()
  expect(await notes()).toMatchObject({ rpe: 7, feeling: 2 })
  const [srpe] = await t.sql`select value from activity_metrics where activity_id = ${id} and metric_id = 'srpe'`
  expect(srpe!['value']).toBeCloseTo(7 * 15, 0)
  await putActivityJournal(t.app, userId, id, { rpe: null })
  await enqueueJob(t.app, userId, 'own.raw.reparse', {}, 'reparse')
  await t.settle()
  expect(await notes()).toMatchObject({ rpe: null, feeling: 2 })
})
