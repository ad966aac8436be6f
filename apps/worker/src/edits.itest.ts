import { editRecording, listRecordingEdits, undoEdit, type EditRequest } from '@rc/services/ingest/edit-recording'
import { changeActivities, removeActivity } from '@rc/services/ingest/change-activity'
import { sampleFit } from '@rc/services/ingest/sample-files'
import { enqueueJob } from '@rc/services/work/manage-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
  await t.start()
})
afterAll(() => t.close())

const startS = Date.parse('2026-05-01T22:00:00Z') / 1000

interface Row {
  id: number
  sport: string
  elapsed: number
  samples: number
  hr: number | null
  duplicateOf: number | null
  metrics: number
}

const rowsOf = async (userId: number): Promise<Row[]> => {
  const rows = await t.sql<Row[]>`
    select id, sport, extract(epoch from ended_at - started_at)::float8 as elapsed, sample_count as samples, avg_hr_bpm::float8 as hr,
      duplicate_of as "duplicateOf", (select count(*)::int from activity_metrics m where m.activity_id = a.id) as metrics
    from activities a where user_id = ${userId} order by started_at, id`
  return rows.map((row) => ({ ...row }))
}

async function edit(userId: number, activityId: number, request: EditRequest): Promise<Row[]> {
  await editRecording(t.app, userId, activityId, request)
  await t.settle()
  return rowsOf(userId)
}

test('every edit is made from the raw file, is undone to what was before, and stays in the history', async () => {
  const userId = await t.createAthlete('edits')
  await t.send(userId, [{ name: 'run.fit', bytes: sampleFit({ startS, seconds: 900 }) }])
  await t.settle()
  const before = await rowsOf(userId)
  const [{ id }] = before as [Row]

  expect(await edit(userId, id, { op: 'trim', fromS: 60, toS: 660 })).toMatchObject([
    { id, elapsed: 600, samples: 601 },
  ])
  // The second edit is meant by what is shown: ten minutes are left.
  const halves = await edit(userId, id, { op: 'split', atS: 300 })
  expect(halves).toMatchObject([
    { id, samples: 300 },
    { elapsed: 300, samples: 301 },
  ])
  expect(halves[1]!.metrics).toBeGreaterThan(5)
  expect(await edit(userId, halves[1]!.id, { op: 'sport', sport: 'hike' })).toMatchObject([
    { sport: before[0]!.sport },
    { sport: 'hike' },
  ])
  expect(await edit(userId, id, { op: 'silence', sensor: 'heart_rate', fromS: null, toS: null })).toMatchObject([
    { hr: null },
    { hr: expect.any(Number) },
  ])
  await expect(editRecording(t.app, userId, id, { op: 'trim', fromS: 0, toS: 5 })).rejects.toThrow('ten seconds')

  const { edits } = await listRecordingEdits(t.app, userId, id)
  expect(edits).toMatchObject([
    { op: 'trim', fromAt: '2026-05-01T22:01:00.000Z', toAt: '2026-05-01T22:11:00.000Z', revertedAt: null },
    { op: 'split', fromAt: '2026-05-01T22:06:00.000Z', madeThis: false },
    { op: 'silence', sensor: 'heart_rate' },
  ])
  const stranger = await t.createAthlete('stranger')
  await expect(undoEdit(t.app, stranger, id, edits[0]!.id)).rejects.toThrow('no such activity')
  for (const { id: editId } of edits) await undoEdit(t.app, userId, id, editId)
  await t.settle()
  expect(await rowsOf(userId)).toEqual(before)
  expect((await listRecordingEdits(t.app, userId, id)).edits.every(({ revertedAt }) => revertedAt !== null)).toBe(true)
  await expect(undoEdit(t.app, userId, id, edits[0]!.id)).rejects.toThrow('no such edit')
})

test('the sport of several is corrected at once, and stays corrected when all is read again', async () => {
  const userId = await t.createAthlete('corrects')
  await t.send(userId, [
    { name: 'a.fit', bytes: sampleFit({ startS, seconds: 300 }) },
    { name: 'b.fit', bytes: sampleFit({ startS: startS + 86_400, seconds: 300 }) },
  ])
  await t.settle()
  const ids = (await rowsOf(userId)).map(({ id }) => id)
  await changeActivities(t.app, userId, ids, { sport: 'trail_run' })
  await t.settle()
  expect((await rowsOf(userId)).map(({ sport }) => sport)).toEqual(['trail_run', 'trail_run'])
  const rows = await rowsOf(userId)
  await enqueueJob(t.app, userId, 'own.raw.reparse', {}, 'reparse')
  await t.settle()
  expect(await rowsOf(userId)).toEqual(rows)
})

test('two that follow one another become one; without the second it is what it was', async () => {
  const userId = await t.createAthlete('joins')
  await t.send(userId, [
    { name: 'a.fit', bytes: sampleFit({ startS, seconds: 600 }) },
    { name: 'b.fit', bytes: sampleFit({ startS: startS + 1200, seconds: 300 }) },
  ])
  await t.settle()
  const before = await rowsOf(userId)
  const [a, b] = before as [Row, Row]
  expect(await edit(userId, a.id, { op: 'merge', activityId: b.id })).toMatchObject([
    { id: a.id, elapsed: 1500, samples: 902, duplicateOf: null },
    { id: b.id, samples: 301, duplicateOf: a.id },
  ])
  const { edits } = await listRecordingEdits(t.app, userId, a.id)
  expect(edits).toMatchObject([{ op: 'merge', activityId: b.id }])
  await undoEdit(t.app, userId, a.id, edits[0]!.id)
  await t.settle()
  expect(await rowsOf(userId)).toEqual(before)
  await edit(userId, a.id, { op: 'merge', activityId: b.id })
  await removeActivity(t.app, userId, b.id)
  await t.settle()
  expect(await rowsOf(userId)).toEqual([a])
})
