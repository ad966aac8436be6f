import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens } from '@rc/services/connections/keep-credential'
import { getDelivery, sendPlan, stopSending } from '@rc/services/delivery/send-plan'
import { approveSamplePlan } from '@rc/services/plans/sample-plan'
import { pauseSync } from '@rc/services/sync/control-sync'
import { addDays, localDateOf } from '@rc/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

// Whatever Garmin answers while workouts are sent, each stands there once in the end, and meanwhile the page says why not.

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
  planId = (await approveSamplePlan(t.app, t.userId, { start: addDays(today, 1), weeks: 2 })).id
})
afterAll(async () => {
  await t.close()
  await garmin.close()
})

const delivery = () => getDelivery(t.app, t.userId, planId)
const due = async () => (await delivery()).workouts.filter(({ fidelity }) => fidelity !== 'unsupported')

test.each([
  { kind: 'rate_limited', value: 'none', times: 1 },
  { kind: 'status', value: 500, times: 3 },
  { kind: 'status', value: 503, times: 1 },
  { kind: 'cloudflare_403', times: 1 },
  { kind: 'html_200', times: 2 },
  { kind: 'reset', times: 2 },
  { kind: 'cut_body', times: 2 },
  { kind: 'hang', times: 1 },
  { kind: 'bearers_end', times: 1 },
] as const)(
  '$kind $value $times times',
  async ({ times, ...fault }) => {
    garmin.admin.fault({ ...haneul, ...fault, times, path: 'workout', after: 2 })
    await sendPlan(t.app, t.userId, planId, (await delivery()).hash!)
    await t.settle(50_000)
    garmin.admin.clearFaults()
    const planned = await due()
    expect(planned.map(({ state }) => state)).toEqual(planned.map(() => 'sent'))
    expect(garmin.admin.watch(haneul).placed).toEqual(planned.map(({ key, localDate }) => ({ date: localDate, key })))
    expect(garmin.admin.watch(haneul).workouts).toBe(planned.length)
    await stopSending(t.app, t.userId, planId)
    await t.settle()
    expect(garmin.admin.watch(haneul)).toMatchObject({ workouts: 0, placed: [] })
  },
  60_000,
)
