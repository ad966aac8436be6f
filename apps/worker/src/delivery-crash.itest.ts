import { addDays, localDateOf } from '@rc/domain'
import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens } from '@rc/services/connections/keep-credential'
import { deliverWorkouts } from '@rc/services/delivery/deliver-workouts'
import { getDelivery, sendPlan } from '@rc/services/delivery/send-plan'
import { approveSamplePlan } from '@rc/services/plans/sample-plan'
import { pauseSync } from '@rc/services/sync/control-sync'
import type { ClaimedJob } from '@rc/services/work/job-run'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const bada = { email: 'bada@example.test', password: 'a secret of bada', seed: 2, years: 0.01 }
const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')

let garmin: RunningGarmin
let t: TestWorker
beforeAll(async () => {
  garmin = await startGarmin({ accounts: [bada], now: new Date().toISOString() })
  t = await createTestWorker({
    ...garminHosts(garmin.url),
    RC_GARMIN_PACE_MS: '0',
  })
})
afterAll(async () => {
  await t.close()
  await garmin.close()
})

/** The same small numbers every time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
}

test('a worker that dies again and again, between any two of its steps, loses nothing and doubles nothing', async () => {
  const worker = await t.start()
  await pauseSync(t.app, t.userId, 'garmin')
  await importTokens(t.app, t.userId, 'garmin', { tokens: JSON.stringify(garmin.admin.tokens(bada).di) })
  await t.settle()
  await worker.stop()
  const plan = await approveSamplePlan(t.app, t.userId, { start: addDays(today, 1), weeks: 4 })
  await sendPlan(t.app, t.userId, plan.id, plan.hash)
  const [{ id }] = (await t.sql`select id from sync_jobs where kind = 'garmin.workouts.push'`) as unknown as [
    { id: number },
  ]

  const roll = dice(7)
  let deaths = 0
  for (let ended = false; !ended;) {
    // In the end it is left alone.
    let steps = deaths < 30 ? 3 + Math.floor(8 * roll()) : Infinity
    const isBefore = roll() < 0.5
    const dying: typeof t.app.database.asUser = async (userId, work) => {
      if (--steps === 0 && isBefore) throw new Error('killed')
      const result = await t.app.database.asUser(userId, work)
      if (steps === 0) throw new Error('killed')
      return result
    }
    const [job] = await t.sql`
      select id, user_id as "userId", kind, payload, progress, attempts, lease_owner as "leaseOwner" from claim_job(${id}, 'mortal', 30)`
    const database = { ...t.app.database, asUser: dying }
    try {
      await deliverWorkouts(
        { ...t.app, database },
        job as unknown as ClaimedJob<'garmin.workouts.push'>,
        new AbortController().signal,
      )
      ended = true
    } catch (error) {
      if ((error as Error).message !== 'killed') throw error
      deaths++
      await t.sql`update sync_jobs set state = 'queued', lease_owner = null, leased_until = null, run_after = now() where id = ${id}`
    }
  }
  expect(deaths).toBeGreaterThan(5)
  const planned = (await getDelivery(t.app, t.userId, plan.id)).workouts.filter(
    ({ fidelity }) => fidelity !== 'unsupported',
  )
  expect(planned.length).toBeGreaterThan(3)
  expect(planned.map(({ state }) => state)).toEqual(planned.map(() => 'sent'))
  expect(garmin.admin.watch(bada)).toEqual({
    workouts: planned.length,
    placed: planned.map(({ key, localDate }) => ({ date: localDate, key })),
  })
}, 120_000)
