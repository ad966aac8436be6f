import type { FormCurves, StoredPlan } from '@rc/contract'
import { addDays, localDateOf } from '@rc/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let userId: number
let cookie: string
beforeAll(async () => {
  api = await createTestApp()
  ;({ userId, cookie } = await api.signIn('owner'))
})
afterAll(() => api.close())

const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')

async function ask<T>(method: string, path: string, json?: unknown): Promise<{ status: number; body: T }> {
  const response = await api.call(method, path, { cookie, json })
  return { status: response.status, body: (await response.json()) as T }
}

/** Twelve weeks of four runs, 40 km each. */
async function runTwelveWeeks(): Promise<void> {
  for (let ago = 84; ago > 0; ago--) {
    const km = [0, 8, 0, 9, 7, 0, 16][ago % 7]!
    if (km === 0) continue
    const date = addDays(today, -ago)
    await api.sql`
      insert into activities (user_id, source, started_at, ended_at, local_date, reader_version, sport, distance_m, timer_s)
      values (${userId}, 'manual', ${date}::date + interval '6 h', ${date}::date + interval '7 h', ${date}, 1, 'run', ${1000 * km}, ${km * 345})`
  }
}

const asked = {
  goal: { kind: 'half', raceDate: addDays(today, 98), targetS: null, note: null },
  start: addDays(today, 1),
  title: '봄 하프',
  locale: 'ko',
  availability: { minutes: [null, 60, 90, 60, null, 120, 180] },
}

test('from a goal to an approved plan on the calendar, and a change that waits for its own approval', async () => {
  await runTwelveWeeks()
  await api.sql`
    insert into athlete_thresholds (user_id, kind, value, valid_from, source)
    values (${userId}, 'threshold_speed_mps', ${1000 / 285}, ${addDays(today, -20)}, 'athlete')`
  const drafted = await ask<StoredPlan>('POST', '/plans/generate', asked)
  expect(drafted.status, JSON.stringify(drafted.body).slice(0, 300)).toBe(200)
  const { plan, verdict } = drafted.body
  expect(verdict.verdict).not.toBe('block')
  expect(plan.weeks.length).toBeGreaterThan(13)
  expect(plan.basis).toMatchObject({ thresholdPace: 285, longest30M: 16_000 })

  const schedule = () =>
    ask<{ workouts: { key: string; localDate: string; load: number }[] }>(
      'GET',
      `/schedule?from=${today}&to=${addDays(today, 120)}`,
    )
  expect((await schedule()).body.workouts).toEqual([])
  const warned = [...new Set(verdict.findings.filter(({ severity }) => severity === 'warn').map(({ id }) => id))]
  const approve = (hash: string, confirmed: string[] = warned) =>
    ask<StoredPlan>('POST', `/plans/${plan.id}/approve`, { hash, confirmed })
  expect((await approve('0'.repeat(64))).status).toBe(409)
  expect((await approve(plan.hash)).status).toBe(200)
  const planned = (await schedule()).body.workouts
  expect(planned.map(({ key }) => key)).toEqual(plan.weeks.flatMap((week) => week.workouts).map(({ key }) => key))

  // The curves of form go on from where they stood yesterday, through every planned day to the last.
  await api.sql`
    insert into fitness_metrics_daily (user_id, local_date, metric_id, version, value, unit, method, confidence)
    select ${userId}, ${addDays(today, -1)}, id, 1, 40, 'TSS', 'test', 'high' from unnest(array['ctl', 'atl']) id`
  const { future } = (await ask<FormCurves>('GET', `/performance/form?from=${addDays(today, -3)}&to=${today}`)).body
  expect(future.at(0)!.localDate).toBe(today)
  expect(future.at(-1)!.localDate).toBe(planned.at(-1)!.localDate)
  const sum = (loads: { load: number }[]): number => loads.reduce((all, { load }) => all + load, 0)
  expect(sum(future)).toBeCloseTo(sum(planned))
  const [share, weight] = [1 - Math.exp(-1 / 42), (day: number) => Math.exp(-(future.length - 1 - day) / 42)]
  const closed = future.reduce(
    (all, { load }, day) => all + share * weight(day) * load,
    40 * Math.exp(-future.length / 42),
  )
  expect(future.at(-1)!.ctl).toBeCloseTo(closed, 6)
  expect(future.at(-1)!.tsb).toBeCloseTo(future.at(-2)!.ctl - future.at(-2)!.atl, 6)

  const run = plan.weeks[2]!.workouts.find(({ type }) => type === 'easy' || type === 'strides')!
  const change = (baseHash: string) =>
    ask<StoredPlan & { diff: { workouts: { key: string; change: string }[] } }>('PATCH', `/plans/${plan.id}/workouts`, {
      baseHash,
      operations: [{ op: 'scale', key: run.key, factor: 0.6 }],
    })
  const changed = await change(plan.hash)
  expect(changed.body.diff.workouts).toContainEqual(expect.objectContaining({ key: run.key, change: 'easier' }))
  // What less in one week asks for in the next is less as well.
  expect(changed.body.diff.workouts.map((each) => each.change)).toEqual(changed.body.diff.workouts.map(() => 'easier'))
  expect(changed.body).toMatchObject({ approvedVersion: 1, plan: { version: 2, status: 'draft' } })
  // The revision it was meant for is no longer the newest.
  expect((await change(plan.hash)).status).toBe(409)
  expect((await ask<StoredPlan>('GET', `/plans/${plan.id}`)).body.plan.hash).toBe(changed.body.plan.hash)
})

test('what is not safe cannot be approved, what is not there is not found', async () => {
  await api.sql`insert into journal_days (user_id, local_date, pain) values (${userId}, ${today}, 6)`
  const [first] = (await ask<{ plans: { id: string }[] }>('GET', '/plans')).body.plans
  const { body } = await ask<StoredPlan>('GET', `/plans/${first!.id}`)
  expect(body.verdict.verdict).toBe('block')
  const refused = await ask<{ code: string; reasons: string[] }>('POST', `/plans/${first!.id}/approve`, {
    hash: body.plan.hash,
  })
  expect(refused.body).toMatchObject({ code: 'plan_unsafe', reasons: expect.arrayContaining(['V18']) as unknown })
  expect((await ask('GET', '/plans/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  const past = await ask<{ reasons: string[] }>('POST', '/plans/generate', {
    ...asked,
    goal: { ...asked.goal, raceDate: addDays(today, -9) },
  })
  expect(past.body.reasons ?? past.status).toBeTruthy()
})
