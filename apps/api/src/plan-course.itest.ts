import type { Adjustments, PlanAdherence, PlanDelivery, StoredPlan } from '@rc/contract'
import { addDays, localDateOf } from '@rc/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let userId: number
let cookie: string
let plan: StoredPlan['plan']
beforeAll(async () => {
  api = await createTestApp()
  ;({ userId, cookie } = await api.signIn('owner'))
  await runTwelveWeeks()
  plan = (
    await ask<StoredPlan>('POST', '/plans/generate', {
      goal: { kind: 'fitness', raceDate: null, targetS: null, note: null },
      start: today,
      weeks: 6,
      title: '여섯 주',
      locale: 'ko',
      availability: { minutes: [60, 60, 60, 60, 60, 90, 120] },
    })
  ).body.plan
  plan = await approve(plan)
})
afterAll(() => api.close())

const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')

async function ask<T>(method: string, path: string, json?: unknown): Promise<{ status: number; body: T }> {
  const response = await api.call(method, path, { cookie, json })
  return { status: response.status, body: (response.status === 204 ? null : await response.json()) as T }
}

async function runTwelveWeeks(): Promise<void> {
  for (let ago = 84; ago > 0; ago--) {
    const km = [6, 8, 0, 9, 7, 0, 14][ago % 7]!
    if (km === 0) continue
    const date = addDays(today, -ago)
    await api.sql`
      insert into activities (user_id, source, started_at, ended_at, local_date, reader_version, sport, distance_m, timer_s)
      values (${userId}, 'manual', ${date}::date + interval '6 h', ${date}::date + interval '7 h', ${date}, 1, 'run', ${1000 * km}, ${km * 345})`
  }
}

async function approve({ id }: { id: string }): Promise<StoredPlan['plan']> {
  const { body } = await ask<StoredPlan>('GET', `/plans/${id}`)
  const confirmed = [...new Set(body.verdict.findings.map((finding) => finding.id))]
  const approved = await ask<StoredPlan>('POST', `/plans/${id}/approve`, { hash: body.plan.hash, confirmed })
  expect(approved.status, JSON.stringify(body.verdict)).toBe(200)
  return approved.body.plan
}

const sessions = ({ weeks }: StoredPlan['plan']) => weeks.flatMap(({ workouts }) => workouts)
const later = () => sessions(plan).filter(({ date, type }) => date > addDays(today, 1) && type !== 'rest')

test('left out for a reason, and undone: each is a revision, the approval knows its hash', async () => {
  const [first] = later()
  const changed = await ask<StoredPlan>('PATCH', `/plans/${plan.id}/workouts`, {
    baseHash: plan.hash,
    operations: [{ op: 'skip', key: first!.key, reason: 'no_time' }],
  })
  expect(changed.status).toBe(200)
  expect(sessions(changed.body.plan).map(({ key }) => key)).not.toContain(first!.key)
  const undone = await ask<StoredPlan>('POST', `/plans/${plan.id}/undo`, {
    baseHash: changed.body.plan.hash,
    toVersion: plan.version,
  })
  expect(undone.body.plan).toMatchObject({ version: plan.version + 2 })
  expect(sessions(undone.body.plan)).toEqual(sessions(plan))
  const { revisions } = (
    await ask<{ revisions: { version: number; revertedTo: number | null; operations: number }[] }>(
      'GET',
      `/plans/${plan.id}/revisions`,
    )
  ).body
  expect(revisions.slice(0, 2)).toMatchObject([{ revertedTo: plan.version }, { operations: 1, revertedTo: null }])
  plan = await approve(plan)
})

test('a bad morning proposes less of today, taken with the hash that was shown, and given back', async () => {
  const run = later()[0]!
  const moved = await ask<StoredPlan>('PATCH', `/plans/${plan.id}/workouts`, {
    baseHash: plan.hash,
    operations: [
      ...sessions(plan)
        .filter(({ date }) => date === today)
        .map(({ key }) => ({ op: 'skip', key })),
      { op: 'move', key: run.key, toDate: today },
    ],
  })
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  plan = await approve(plan)
  expect((await ask<Adjustments>('GET', '/adjustments')).body).toMatchObject({ drivers: null, proposals: [] })
  await api.sql`
    insert into risk_assessments (user_id, local_date, level, flags, facts, readiness, checked_at)
    values (${userId}, ${today}, 'none', '[]', '{"hrvStatus": "below"}',
      '{"score": 28, "band": "low", "confidence": 0.9, "drivers": [{"id": "sleep", "points": -20}]}', now())`
  const { proposals } = (await ask<Adjustments>('GET', '/adjustments')).body
  expect(proposals).toMatchObject([{ key: run.key, why: 'low_readiness', waitsForApproval: false }])
  const { planId, key, hash, before, after } = proposals[0]!
  expect(after?.load ?? 0).toBeLessThan(before.load)
  expect((await ask('POST', '/adjustments/accept', { planId, key, hash: 'f'.repeat(64) })).status).toBe(409)
  const taken = await ask<Adjustments>('POST', '/adjustments/accept', { planId, key, hash })
  expect(taken.body).toMatchObject({ proposals: [], decided: [{ key, decision: 'accepted' }] })
  const now = (await ask<StoredPlan>('GET', `/plans/${plan.id}`)).body
  expect(now).toMatchObject({ plan: { hash }, approvedVersion: now.plan.version })
  await ask('POST', '/adjustments/revert', { planId, key })
  plan = (await ask<StoredPlan>('GET', `/plans/${plan.id}`)).body.plan
  expect(sessions(plan).find((each) => each.key === key)?.est.load).toBe(before.load)
})

test('files of one workout and of the whole, with what they lose; a calendar by its address until it is closed', async () => {
  const run = later().find(({ sport }) => sport === 'run')!
  const bytes = async (path: string) => {
    const response = await api.call('GET', path, { cookie })
    expect(response.status, path).toBe(200)
    return Buffer.from(await response.arrayBuffer())
  }
  const of = (format: string) => bytes(`/plans/${plan.id}/workouts/${encodeURIComponent(run.key)}/export/${format}`)
  expect((await of('fit')).subarray(8, 12).toString()).toBe('.FIT')
  expect((await of('zwo')).toString()).toContain('<workout_file>')
  expect((await of('intervals')).toString()).toMatch(/^- /m)
  expect(JSON.parse((await bytes(`/plans/${plan.id}/export/json`)).toString())).toMatchObject({ id: plan.id })
  const { losses } = (
    await ask<{ losses: { format: string; loss: unknown[] }[] }>(
      'GET',
      `/plans/${plan.id}/workouts/${encodeURIComponent(run.key)}/losses`,
    )
  ).body
  expect(losses.map(({ format }) => format)).toEqual(['garmin', 'fit', 'zwo', 'intervals', 'text', 'json'])

  const { path } = (await ask<{ path: string }>('POST', '/calendar-feed')).body
  const feed = await api.call('GET', path)
  expect(feed.headers.get('content-type')).toContain('text/calendar')
  expect((await feed.text()).match(/BEGIN:VEVENT/g)?.length).toBe(
    sessions(plan).filter(({ type }) => type !== 'rest').length,
  )
  await ask('DELETE', '/calendar-feed')
  expect((await api.call('GET', path)).status).toBe(404)
})

test('nothing goes to a watch without its approval; without a door that is said', async () => {
  const push = (hash: string) => ask<PlanDelivery>('POST', `/plans/${plan.id}/push`, { hash })
  expect((await push('0'.repeat(64))).status).toBe(409)
  const sent = await push(plan.hash)
  expect(sent.status).toBe(202)
  expect(sent.body).toMatchObject({ door: 'closed', isEnabled: true, hash: plan.hash })
  expect(sent.body.workouts.map(({ state }) => state)).toEqual(sent.body.workouts.map(() => 'waiting'))
  expect((await ask<PlanAdherence>('GET', `/plans/${plan.id}/adherence`)).body.sessions).toEqual([])
})

test('put away, its days are free', async () => {
  expect((await ask('POST', `/plans/${plan.id}/archive`)).status).toBe(204)
  const schedule = await ask<{ workouts: unknown[] }>('GET', `/schedule?from=${today}&to=${addDays(today, 60)}`)
  expect(schedule.body.workouts).toEqual([])
  expect((await ask<StoredPlan>('GET', `/plans/${plan.id}`)).body.state).toBe('archived')
})
