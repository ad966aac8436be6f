import { getRouteFellows } from '@rc/services/activities/get-route-fellows'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'
import { enqueueJob } from '@rc/services/work/manage-jobs'

let t: TestWorker
let userId: number
beforeAll(async () => {
  t = await createTestWorker()
  await t.start()
  userId = t.userId
})
afterAll(() => t.close())

/** A way of some kilometres along the river, `offM` further north. */
async function plant(day: number, offM = 0, sport = 'run'): Promise<number> {
  const track = Array.from({ length: 40 }, (_, i) => [
    126.9 + i * 0.001,
    37.52 + 0.0004 * Math.sin(i / 3) + offM / 111_320,
  ])
  const at = `2026-05-${String(day).padStart(2, '0')}T06:00:00Z`
  const [row] = await t.sql`
    insert into activities (user_id, source, sport, started_at, ended_at, local_date, track, spark, reader_version)
    values (${userId}, 'fit', ${sport}, ${at}, ${at}, ${at.slice(0, 10)}, ${track.flat()}, ${`s${offM}`}, 1) returning id`
  return row!['id'] as number
}
async function match(): Promise<void> {
  await enqueueJob(t.app, userId, 'own.routes.match', {}, 'routes')
  await t.settle()
}
const fellowsOf = async (id: number): Promise<number[]> =>
  (await getRouteFellows(t.app, userId, id)).fellows.map((fellow) => fellow.id)

test('activities that went one way find each other, whenever they come and whoever goes', async () => {
  const [first, other, second, ride] = [
    await plant(1),
    await plant(2, 400),
    await plant(3, 10),
    await plant(4, 0, 'bike'),
  ]
  expect(await fellowsOf(first)).toEqual([])
  await match()
  expect(await fellowsOf(second)).toEqual([second, first])
  expect(await fellowsOf(other)).toEqual([other])
  expect(await fellowsOf(ride)).toEqual([ride])
  const state = () => t.sql`select activity_id, route_of, updated_at from activity_routes order by activity_id`
  const before = await state()
  await match()
  expect(await state()).toEqual(before)

  const late = await plant(5, 5)
  await match()
  expect(await fellowsOf(first)).toEqual([late, second, first])
  // Trimmed to another way; then the first of the group is deleted.
  await t.sql`update activities set track = track[1:24], spark = 'short' where id = ${second}`
  await match()
  expect(await fellowsOf(second)).toEqual([second])
  await t.sql`delete from activities where id = ${first}`
  await match()
  expect(await fellowsOf(late)).toEqual([late])
  const again = await plant(6)
  await match()
  expect(await fellowsOf(again)).toEqual([again, late])
})
