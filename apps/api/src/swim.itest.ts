import { addDays, localDateOf } from '@rc/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let userId: number
let cookie: string
const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')
const ago = (days: number) => addDays(today, -days)

/** A swim of 4 × 50 m with its lengths, its numbers as analysis would write them. */
async function plant(daysAgo: number, pace: number, distanceM = 1500): Promise<number> {
  const [row] = await api.sql`insert into activities
    (user_id, source, sport, started_at, ended_at, local_date, timer_s, distance_m, reader_version)
    values (${userId}, 'fit', 'pool_swim', ${ago(daysAgo)}, ${ago(daysAgo)}, ${ago(daysAgo)}, 3600, ${distanceM}, 1) returning id`
  const id = row?.['id'] as number
  const detail = { poolLengthM: 25, distanceM, swimS: (pace * distanceM) / 100, restS: 300, setType: 'intervals' }
  await api.sql`insert into activity_metrics
    (user_id, activity_id, metric_id, version, value, unit, method, confidence, detail, inputs_hash) values
    (${userId}, ${id}, 'swim_pace_s_per_100m', 1, ${pace}, 's/100m', 'active_time', 'high', ${api.sql.json(detail)}, ''),
    (${userId}, ${id}, 'swolf', 1, 42, '1', 'counted_lengths', 'high', null, ''),
    (${userId}, ${id}, 'swim_fade_pct', 1, 4.5, '%', 'thirds_of_repeats', 'high', ${api.sql.json({ cvPct: 2, tier: 25 })}, '')`
  await api.sql`insert into activity_lengths (user_id, activity_id, length_index, started_at, elapsed_s, timer_s, active, strokes, stroke)
    select ${userId}, ${id}, i, ${ago(daysAgo)}::timestamptz + i * interval '30 s', case when i % 3 = 2 then 20 else 30 end,
      case when i % 3 = 2 then 20 else 30 end, i % 3 < 2, case when i % 3 < 2 then 18 end, case when i % 3 < 2 then 'freestyle' end
    from generate_series(0, 11) i`
  return id
}

let newest: number
beforeAll(async () => {
  api = await createTestApp()
  ;({ userId, cookie } = await api.signIn('owner'))
  for (const [daysAgo, pace] of [
    [40, 110],
    [30, 109],
    [20, 101],
  ] as const)
    await plant(daysAgo, pace)
  await plant(15, 80, 400)
  newest = await plant(10, 100)
})
afterAll(() => api.close())

async function get<T>(path: string): Promise<T> {
  const response = await api.call('GET', path, { cookie })
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as T
}

test('sessions in order, and the newest against those like it: the short fast one does not count', async () => {
  const swims = await get<{ css: object | null; sessions: { paceSPer100M: number }[] }>(
    `/swim?from=${ago(50)}&to=${today}`,
  )
  expect(swims.sessions.map(({ paceSPer100M }) => paceSPer100M)).toEqual([110, 109, 101, 80, 100])
  expect(swims).toMatchObject({ css: null, trend: { label: 'faster', n: 4 } })
  await api.call('PUT', '/me/thresholds', { cookie, json: { kind: 'css_mps', value: 1.25, validFrom: ago(100) } })
  expect(await get(`/swim?from=${ago(50)}&to=${today}`)).toMatchObject({
    css: { mps: 1.25, paceSPer100M: 80, source: 'athlete', validFrom: ago(100) },
  })
})

test('one session: intervals, lengths, repeats and its like', async () => {
  const swim = await get<{ intervals: object[]; lengths: object[]; alike: { sessions: object[] } }>(
    `/activities/${newest}/swim`,
  )
  expect(swim).toMatchObject({
    session: { activityId: newest, swolf: 42, fadePct: 4.5, tier: 25, setType: 'intervals' },
    intervals: [
      { startS: 0, distanceM: 50, timeS: 60, paceSPer100M: 120, stroke: 'freestyle' },
      {},
      {},
      { restAfterS: null },
    ],
    repeats: { distanceM: 50, stroke: 'freestyle', paces: [120, 120, 120, 120] },
    alike: { trend: { label: 'faster' } },
  })
  expect(swim.lengths).toHaveLength(8)
  expect(swim.alike.sessions).toHaveLength(4)
  expect((await api.call('GET', '/activities/999999/swim', { cookie })).status).toBe(404)
})
