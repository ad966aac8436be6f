import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens } from '@rc/services/connections/keep-credential'
import { getDelivery, restoreWorkout, sendPlan, stopSending } from '@rc/services/delivery/send-plan'
import { approvePlan, changePlan, undoPlan } from '@rc/services/plans/change-plan'
import { getPlan } from '@rc/services/plans/list-plans'
import { approveSamplePlan } from '@rc/services/plans/sample-plan'
import { pauseSync } from '@rc/services/sync/control-sync'
import { addDays, localDateOf, mondayOf } from '@rc/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const haneul = { email: 'haneul@example.test', password: 'a secret of haneul', seed: 1, years: 0.01 }
const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')

let garmin: RunningGarmin
let t: TestWorker
let planId: string
beforeAll(async () => {
  garmin = await startGarmin({ accounts: [haneul], now: new Date().toISOString() })
  t = await createTestWorker({
    ...garminHosts(garmin.url),
    RC_GARMIN_PACE_MS: '0',
    RC_GARMIN_PAUSE_S: '1',
    RC_GARMIN_PATIENCE_MS: '1000',
  })
  await t.start()
  await pauseSync(t.app, t.userId, 'garmin')
  await importTokens(t.app, t.userId, 'garmin', { tokens: JSON.stringify(garmin.admin.tokens(haneul).di) })
  await t.settle()
  const plan = await approveSamplePlan(t.app, t.userId, { start: addDays(today, 1), weeks: 6 })
  planId = plan.id
})
afterAll(async () => {
  await t.close()
  await garmin.close()
})

const delivery = () => getDelivery(t.app, t.userId, planId)
/** What stands on the watch: day and key of every workout that is placed, and how many lie in the library. */
const watch = () => garmin.admin.watch(haneul)
const due = async () => (await delivery()).workouts.filter(({ fidelity }) => fidelity !== 'unsupported')

type Operation = Parameters<typeof changePlan>[3]['operations'][number]

/** Makes the first of these changes that the rules let pass, and approves it. */
async function change(...choices: Operation[]): Promise<Operation> {
  const why: string[] = []
  for (const operation of choices) {
    const { plan } = await getPlan(t.app, t.userId, planId)
    const changed = await changePlan(t.app, t.userId, planId, { baseHash: plan.hash, operations: [operation] })
    const { findings, verdict } = changed.verdict
    const json = { hash: changed.plan.hash, confirmed: findings.map(({ id }) => id) }
    if (verdict !== 'block') {
      await approvePlan(t.app, t.userId, planId, json)
      await t.settle()
      return operation
    }
    why.push(...findings.filter(({ severity }) => severity === 'block').map(({ id }) => id))
    await undoPlan(t.app, t.userId, planId, { baseHash: changed.plan.hash, toVersion: plan.version })
  }
  throw new Error(`no change is safe: ${why.join(' ')}`)
}

test('nothing is sent before the press, and only what is approved', async () => {
  expect(watch()).toMatchObject({ workouts: 0, placed: [] })
  await expect(sendPlan(t.app, t.userId, planId, '0'.repeat(64))).rejects.toMatchObject({ code: 'conflict' })
  expect((await delivery()).workouts.map(({ state }) => state)).not.toContain('sent')
})

test('sent once, each on its day, although answers are lost; a second look sends nothing', async () => {
  garmin.admin.fault({ ...haneul, kind: 'reply_lost_after_write', times: 3 })
  await sendPlan(t.app, t.userId, planId, (await delivery()).hash!)
  await t.settle(60_000)
  garmin.admin.clearFaults()
  const planned = await due()
  expect(planned.length).toBeGreaterThan(3)
  expect(planned.map(({ state }) => state)).toEqual(planned.map(() => 'sent'))
  expect(watch().placed).toEqual(planned.map(({ key, localDate }) => ({ date: localDate, key })))
  expect(watch().workouts).toBe(planned.length)
  garmin.admin.clearLog()
  await sendPlan(t.app, t.userId, planId, (await delivery()).hash!)
  await t.settle()
  expect(garmin.admin.log(haneul).filter(({ method }) => method !== 'GET')).toEqual([])
}, 90_000)

test('moved and left out in the plan: the watch follows the approval, not the draft', async () => {
  const all = await due()
  const week = (date: string) => Array.from({ length: 7 }, (_, day) => addDays(mondayOf(date), day))
  const moved = await change(
    ...all.flatMap(({ key, localDate }) =>
      week(localDate)
        .filter((date) => date > today && date !== localDate)
        .map((toDate) => ({ op: 'move' as const, key, toDate })),
    ),
  )
  const first = all.find(({ key }) => moved.op === 'move' && key === moved.key)
  const second = all.find(({ key }) => key !== first?.key)
  const toDate = moved.op === 'move' ? moved.toDate : null
  await change({ op: 'skip', key: second!.key, reason: 'no_time' })
  const planned = await due()
  expect(planned.map(({ key }) => key)).not.toContain(second!.key)
  expect(planned.find(({ key }) => key === first!.key)?.localDate).toBe(toDate)
  expect(watch().placed.toSorted(byDate)).toEqual(
    planned.map(({ key, localDate }) => ({ date: localDate, key })).toSorted(byDate),
  )
  expect(watch().workouts).toBe(planned.length)
}, 60_000)

const byDate = (a: { date: string; key: string }, b: { date: string; key: string }) =>
  `${a.date} ${a.key}` < `${b.date} ${b.key}` ? -1 : 1

test('moved and deleted on the watch: noticed, left alone, and put right with one press', async () => {
  const [moved, deleted] = await due()
  const elsewhere = addDays(moved!.localDate, 1)
  garmin.admin.touchWorkout({ ...haneul, key: moved!.key, moveTo: elsewhere })
  garmin.admin.touchWorkout({ ...haneul, key: deleted!.key, remove: true })
  const look = async () => {
    await sendPlan(t.app, t.userId, planId, (await delivery()).hash!)
    await t.settle()
    const after = await due()
    return (key: string) => after.find((each) => each.key === key)
  }
  const seen = await look()
  expect(seen(moved!.key)).toMatchObject({ state: 'moved_outside', outsideDate: elsewhere })
  expect(seen(deleted!.key)).toMatchObject({ state: 'deleted_outside' })
  await restoreWorkout(t.app, t.userId, { id: planId, key: deleted!.key })
  // What was moved there is taken over into the plan.
  await change({ op: 'move', key: moved!.key, toDate: elsewhere })
  const planned = await due()
  expect(planned.map(({ state }) => state)).toEqual(planned.map(() => 'sent'))
  expect(watch().placed.toSorted(byDate)).toEqual(
    planned.map(({ key, localDate }) => ({ date: localDate, key })).toSorted(byDate),
  )
}, 60_000)

test('consent that is missing is said, not tried for ever; a stop takes everything down', async () => {
  garmin.admin.setConsent({ ...haneul, uploadConsent: false })
  const [first] = await due()
  await change({ op: 'scale', key: first!.key, factor: 0.8 })
  expect((await delivery()).lastError).toEqual({ code: 'forbidden', reason: 'consent_missing' })
  garmin.admin.setConsent({ ...haneul, uploadConsent: true })
  await stopSending(t.app, t.userId, planId)
  await t.settle()
  expect(watch()).toMatchObject({ workouts: 0, placed: [] })
}, 60_000)
