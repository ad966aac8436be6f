import { addDays, localDateOf } from '@rc/domain'
import { getAdherence } from '@rc/services/plans/get-adherence'
import { generatePlan } from '@rc/services/plans/generate-plan'
import { approveSamplePlan, sampleRequest } from '@rc/services/plans/sample-plan'
import { enqueueJob } from '@rc/services/work/manage-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
})
afterAll(() => t.close())

test('ten days later: what was run is found and scored, what was not is missed, and a second look writes nothing', async () => {
  for (let ago = 84; ago > 0; ago -= 2) await run(addDays(today, -ago), 7000)
  const plan = await approveSamplePlan(t.app, t.userId, { start: today, weeks: 6 })
  const due = plan.weeks
    .flatMap(({ workouts }) => workouts)
    .filter(({ date, sport }) => date < addDays(today, 10) && sport === 'run')
  const done = due[0]!
  await run(done.date, done.est.m)

  const now = () => new Date(Date.now() + 10 * 86_400_000)
  const worker = await t.start({ now })
  await enqueueJob(t.app, t.userId, 'own.plans.assess', {}, 'plans')
  await t.settle()
  const { sessions, weeks } = await getAdherence(t.app, t.userId, plan.id)
  expect(sessions.find(({ key }) => key === done.key)).toMatchObject({ state: 'done', method: 'summary', version: 1 })
  expect(sessions.find(({ key }) => key === done.key)?.sizeShare).toBeCloseTo(1, 2)
  expect(due.slice(1).map(({ key }) => sessions.find((each) => each.key === key)?.state)).toEqual(
    due.slice(1).map(() => 'missed'),
  )
  expect(weeks[0]?.done).toBeLessThanOrEqual(weeks[0]!.planned)
  const stamps = await t.sql`select key, updated_at from workout_results order by key`
  await enqueueJob(t.app, t.userId, 'own.plans.assess', {}, 'plans')
  await t.settle()
  expect(await t.sql`select key, updated_at from workout_results order by key`).toEqual(stamps)

  // The next draft knows how many days a week there really were, and says so.
  const { plan: next } = await generatePlan({ database: t.app.database, now }, t.userId, {
    ...sampleRequest,
    weeks: 6,
    start: addDays(today, 14),
  })
  expect(next.assumptions.join(' ')).toMatch(/계획한 훈련 \d+번 중 1번/)
  for (const { workouts, index } of next.weeks)
    expect(
      new Set(workouts.filter(({ type }) => type !== 'rest').map(({ date }) => date)).size,
      `week ${index}`,
    ).toBeLessThanOrEqual(2)
  await worker.stop()
}, 60_000)

async function run(date: string, metres: number): Promise<void> {
  await t.sql`
    insert into activities (user_id, source, started_at, ended_at, local_date, reader_version, sport, distance_m, timer_s)
    values (${t.userId}, 'manual', ${date}::date + interval '6 h', ${date}::date + interval '7 h', ${date}, 1, 'run', ${metres}, ${metres * 0.345})`
}
