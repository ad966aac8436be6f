import type { ActivityDetail, ActivitySamples, ActivitySummary } from '@rc/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let userId: number
let cookie: string
beforeAll(async () => {
  api = await createTestApp()
  ;({ userId, cookie } = await api.signIn('owner'))
})
afterAll(() => api.close())

const get = async <T>(path: string): Promise<T> => {
  const response = await api.call('GET', path, { cookie })
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as T
}

interface Page {
  activities: ActivitySummary[]
  nextCursor: string | null
}

async function readAll(query: string, limit: number, between: () => Promise<void> = async () => {}): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Page = await get(`/activities?limit=${limit}&${query}${cursor && `&cursor=${cursor}`}`)
    ids.push(...page.activities.map(({ id }) => id))
    cursor = page.nextCursor
    await between()
  }
  return ids
}

interface Planted {
  startedAt: string
  name?: string | null
  sport?: string
  duplicateOf?: number
  dated?: boolean
}

async function plant({ startedAt, name = null, sport = 'run', duplicateOf, dated = true }: Planted): Promise<number> {
  const [row] = await api.sql`insert into activities
    (user_id, source, sport, name, started_at, ended_at, local_date, clock, duplicate_of, timer_s, distance_m, reader_version)
    values (${userId}, 'fit', ${sport}, ${name}, ${startedAt}::text::timestamptz, ${startedAt}::text::timestamptz, ${dated ? startedAt.slice(0, 10) : null},
      ${dated ? 'set' : 'unknown'}, ${duplicateOf ?? null}, 3600, 10000, 1) returning id`
  return row?.['id'] as number
}

describe('list', () => {
  const planted: { id: number; startedAt: string }[] = []
  beforeAll(async () => {
    // Many at the same moment, some a microsecond apart: the order has to be total.
    for (let i = 0; i < 57; i++) {
      const startedAt = `2024-03-${String(1 + Math.floor(i / 20)).padStart(2, '0')}T06:00:00.${i % 3 === 0 ? '000001' : '000000'}Z`
      planted.push({ id: await plant({ startedAt, sport: i % 4 === 0 ? 'bike' : 'run' }), startedAt })
    }
  })
  const newestFirst = () =>
    planted.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt) || b.id - a.id).map(({ id }) => id)

  test.each([1, 2, 7, 20, 57, 200])('pages of %i hold every activity once, newest first', async (limit) => {
    expect(await readAll('', limit)).toEqual(newestFirst())
  })

  test('what comes and goes meanwhile neither doubles nor hides the others', async () => {
    const gone: number[] = []
    const ids = await readAll('', 10, async () => {
      await plant({ startedAt: '2024-04-01T06:00:00Z', name: 'late' })
      const [row] =
        await api.sql`delete from activities where id = (select max(id) from activities where name is null) returning id`
      gone.push(row?.['id'] as number)
    })
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(planted.map(({ id }) => id).filter((id) => !gone.includes(id))))
    await api.sql`delete from activities where name = 'late'`
    planted.splice(0, planted.length, ...planted.filter(({ id }) => !gone.includes(id)))
  })

  test('filters by day, sport and both', async () => {
    const on = (from: string, to: string) =>
      newestFirst().filter((id) => {
        const day = planted.find((p) => p.id === id)?.startedAt.slice(0, 10) ?? ''
        return day >= from && day <= to
      })
    expect(await readAll('from=2024-03-02&to=2024-03-02', 5)).toEqual(on('2024-03-02', '2024-03-02'))
    expect(await readAll('from=2024-03-02', 50)).toEqual(on('2024-03-02', '2099-01-01'))
    expect(await readAll('to=2023-01-01', 50)).toEqual([])
    const bikes = await readAll('sport=bike', 3)
    expect(bikes.length).toBeGreaterThan(5)
    expect(new Set([...bikes, ...(await readAll('sport=run', 50))])).toEqual(new Set(newestFirst()))
  })

  test('finds a part of a name, and takes no sign of it for a pattern', async () => {
    const [river, rate, under, back] = [
      await plant({ startedAt: '2024-05-01T06:00:00Z', name: '한강 아침 Run' }),
      await plant({ startedAt: '2024-05-02T06:00:00Z', name: '100% effort' }),
      await plant({ startedAt: '2024-05-03T06:00:00Z', name: 'a_b' }),
      await plant({ startedAt: '2024-05-04T06:00:00Z', name: String.raw`c\d` }),
    ]
    const find = (q: string) => readAll(`q=${encodeURIComponent(q)}`, 50)
    expect(await find('아침')).toEqual([river])
    expect(await find('RUN')).toEqual([river])
    expect(await find('ㅎㄱㅇㅊ')).toEqual([river])
    expect(await find('ㅎㄱㅊㅇ')).toEqual([])
    expect(await find('%')).toEqual([rate])
    expect(await find('_')).toEqual([under])
    expect(await find('\\')).toEqual([back])
    expect(await find(`'; drop table activities; --`)).toEqual([])
    await api.sql`delete from activities where name is not null`
  })

  test('narrows by what was measured; sums and the table follow the same filters', async () => {
    const [slow, fast] = [
      await plant({ startedAt: '2024-06-01T06:00:00Z', name: '=HYPERLINK("x")', sport: 'hike' }),
      await plant({ startedAt: '2024-06-02T06:00:00Z', sport: 'hike' }),
    ]
    await api.sql`update activities set distance_m = 21000, avg_speed_mps = 4, avg_hr_bpm = 150 where id = ${fast}`
    expect(await readAll('sport=hike&minDistanceM=10000.1', 5)).toEqual([fast])
    expect(await readAll('sport=hike&minSpeedMps=4&maxHrBpm=150', 5)).toEqual([fast])
    expect(await readAll('sport=hike&maxDistanceM=10000', 5)).toEqual([slow])
    expect(await readAll('sport=hike&minLoad=1', 5)).toEqual([])
    expect(await readAll('sport=hike&minSpeedMps=2e-182&maxHrBpm=2e-296', 5)).toEqual([])
    expect(await readAll('sport=hike&source=gpx', 5)).toEqual([])
    // One without a name is found by that of its sport.
    expect(await readAll('q=zzz&namedBySport=hike', 5)).toEqual([fast])
    for (const path of ['/activities', '/activities/csv'])
      expect((await api.call('GET', `${path}?namedBySport=flying`, { cookie })).status).toBe(400)
    const sums = await get<{ count: number; distanceM: number; months: unknown[] }>('/activities/sums?sport=hike')
    expect(sums).toMatchObject({ count: 2, distanceM: 31_000, load: null, months: [{ month: '2024-06', count: 2 }] })
    const table = await (await api.call('GET', '/activities/csv?sport=hike', { cookie })).text()
    expect(table.split('\r\n')).toHaveLength(4)
    expect(table).toContain(`"'=HYPERLINK(""x"")"`)
    await api.sql`delete from activities where sport = 'hike'`
  })

  test('several are changed and removed at once, or none', async () => {
    const ids = [
      await plant({ startedAt: '2024-07-01T06:00:00Z', sport: 'row' }),
      await plant({ startedAt: '2024-07-02T06:00:00Z', sport: 'row' }),
    ]
    const change = (json: unknown) => api.call('POST', '/activities/changes', { cookie, json })
    expect((await change({ ids: [...ids, 999_999], rpe: 3 })).status).toBe(404)
    expect((await change({ ids, rpe: 7, excludedFromLoad: true })).status).toBe(204)
    expect((await change({ ids, sport: 'run' })).status).toBe(409)
    const rows = await api.sql`select rpe, excluded_from_load as out from activities where sport = 'row'`
    expect([...rows]).toEqual([
      { rpe: 7, out: true },
      { rpe: 7, out: true },
    ])
    const [dirty] = await api.sql`select from sync_jobs where kind = 'own.daily.recompute'`
    expect(dirty).toBeDefined()
    expect((await api.call('POST', '/activities/removals', { cookie, json: { ids } })).status).toBe(204)
    expect(await readAll('sport=row', 5)).toEqual([])
  })

  test('filters are kept under a name', async () => {
    const saved = { name: '긴 주말', filters: { minDistanceM: '20000' } }
    expect((await api.call('PUT', '/saved-filters', { cookie, json: saved })).status).toBe(204)
    expect(await get('/saved-filters')).toEqual({ saved: [saved] })
    const { cookie: stranger } = await api.signIn('stranger')
    expect(await (await api.call('GET', '/saved-filters', { cookie: stranger })).json()).toEqual({ saved: [] })
    await api.call('DELETE', `/saved-filters/${encodeURIComponent('긴 주말')}`, { cookie })
    expect(await get('/saved-filters')).toEqual({ saved: [] })
  })

  test('shows duplicates nowhere and undated ones only when asked', async () => {
    const canonical = planted[0]?.id as number
    const duplicate = await plant({ startedAt: '2024-03-01T06:00:00Z', duplicateOf: canonical })
    const undated = await plant({ startedAt: '1989-12-31T00:10:00Z', dated: false })
    expect(await readAll('', 50)).toEqual(newestFirst())
    expect(await readAll('undated=1', 50)).toEqual([undated])
    const detail = await get<ActivityDetail>(`/activities/${duplicate}`)
    expect(detail.duplicateOf).toBe(canonical)
    expect(detail.sources.map((source) => [source.activityId, source.canonical])).toEqual([
      [canonical, true],
      [duplicate, false],
    ])
    await api.sql`delete from activities where id in (${duplicate}, ${undated})`
  })

  test('tags are put on one or on many, found, counted and taken off', async () => {
    const ids = [
      await plant({ startedAt: '2023-04-01T06:00:00Z', sport: 'ski' }),
      await plant({ startedAt: '2023-04-02T06:00:00Z', sport: 'ski' }),
    ]
    const change = (json: object) => api.call('POST', '/activities/changes', { cookie, json: { ids, ...json } })
    await api.call('PATCH', `/activities/${ids[0]}`, { cookie, json: { tags: ['대회', ' 한강 ', '대회'] } })
    expect((await change({ addedTag: '한강' })).status).toBe(204)
    const tagsOf = async () => (await get<Page>('/activities?sport=ski&order=asc')).activities.map(({ tags }) => tags)
    expect(await tagsOf()).toEqual([['대회', '한강'], ['한강']])
    expect(await readAll(`tag=${encodeURIComponent('대회')}`, 5)).toEqual([ids[0]])
    expect(await get('/activities/tags')).toEqual({
      tags: [
        { tag: '한강', count: 2 },
        { tag: '대회', count: 1 },
      ],
    })
    await change({ removedTag: '한강' })
    expect(await tagsOf()).toEqual([['대회'], []])
    expect((await change({ addedTag: ' ' })).status).toBe(400)
    await api.sql`delete from activities where sport = 'ski'`
  })

  test('sorted by any value, both ways, each activity comes once and what has none comes last', async () => {
    for (let i = 0; i < 11; i++) {
      const id = await plant({ startedAt: `2023-03-${String(i + 1).padStart(2, '0')}T06:00:00Z`, sport: 'ski' })
      // Ties, heart rates that four bytes cannot hold, and every fourth one knows nothing.
      await api.sql`update activities set distance_m = case when ${i}::int % 4 < 3 then 1000 * (${i}::int % 3) end,
        avg_hr_bpm = case when ${i}::int % 4 < 3 then 140.3 + ${i}::int % 3 end where id = ${id}`
      if (i % 4 < 3)
        await api.sql`insert into activity_metrics (user_id, activity_id, metric_id, version, value, unit, method, confidence, inputs_hash)
          values (${userId}, ${id}, 'load', 1, ${(i % 3) / 3}, 'TSS', 'm', 'high', '')`
    }
    const newest = await readAll('sport=ski', 200)
    const valueOf = { distance: 'distanceM', hr: 'avgHrBpm', load: 'load' } as const
    for (const [sort, key] of Object.entries(valueOf))
      for (const order of ['asc', 'desc']) {
        const ids = await readAll(`sport=ski&sort=${sort}&order=${order}`, 2)
        expect(new Set(ids), sort).toEqual(new Set(newest))
        expect(ids).toHaveLength(newest.length)
        const page: Page = await get(`/activities?sport=ski&sort=${sort}&order=${order}`)
        const values = page.activities.map((each) => each[key])
        const known = values.flatMap((value) => value ?? [])
        expect(values.slice(known.length).every((value) => value === null)).toBe(true)
        expect(known).toEqual(known.toSorted((a, b) => (order === 'asc' ? a - b : b - a)))
        expect(page.activities.map(({ id }) => id)).toEqual(ids)
      }
    expect(await readAll('sport=ski&order=asc', 3)).toEqual(newest.toReversed())
    const { nextCursor } = await get<Page>('/activities?sport=ski&sort=distance&limit=2')
    const other = await api.call('GET', `/activities?sport=ski&sort=hr&limit=2&cursor=${nextCursor}`, { cookie })
    expect(other.status).toBe(400)
    await api.sql`delete from activities where sport = 'ski'`
  })

  test.each(['x', 'bm9uc2Vuc2U', Buffer.from('2024-13-45T99:00:00Z 1').toString('base64url'), "' or 1=1"])(
    'a cursor nobody gave out is refused: %j',
    async (cursor) => {
      const response = await api.call('GET', `/activities?cursor=${encodeURIComponent(cursor)}`, { cookie })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ code: 'invalid_input', reasons: ['query.cursor: unknown'] })
    },
  )
})

describe('samples', () => {
  let id: number
  beforeAll(async () => {
    id = await plant({ startedAt: '2024-06-01T06:00:00Z' })
    await api.sql`insert into activity_samples (user_id, activity_id, seq, time, hr_bpm, lat_deg, lon_deg)
      select ${userId}, ${id}, i, '2024-06-01T06:00:00Z'::timestamptz + i * interval '1 s' + case when i > 3000 then interval '10 min' else '0' end,
        case when i between 1000 and 1099 then null else 120 + i % 50 end, 37.5 + i * 1e-5, 127 + sin(i / 100.0) * 1e-3
      from generate_series(0, 5999) i`
    await api.sql`update activities set sample_count = 6000, channels = '{hrBpm,latDeg,lonDeg}',
      samples_from = '2024-06-01T06:00:00Z', samples_to = '2024-06-01T07:49:59Z' where id = ${id}`
  })

  test('thinned, with the gaps kept open', async () => {
    const { mode, sampleCount, series, track } = await get<ActivitySamples>(`/activities/${id}/samples?points=500`)
    expect([mode, sampleCount]).toEqual(['lttb', 6000])
    expect(series.map(({ channel }) => channel)).toEqual(['hrBpm'])
    const { timeS, value } = series[0] ?? { timeS: [], value: [] }
    expect(timeS.length).toBeGreaterThan(490)
    expect(timeS.length).toBeLessThan(520)
    expect(value.filter((v) => v === null)).toHaveLength(2)
    expect(Math.max(...value.map((v) => v ?? 0))).toBe(169)
    expect(track?.latDeg.length).toBe(500)
    expect(track?.timeS[0]).toBe(0)
  })

  test('raw, all of equal length', async () => {
    const { mode, series, track } = await get<ActivitySamples>(`/activities/${id}/samples`)
    expect(mode).toBe('raw')
    expect(series[0]?.timeS).toHaveLength(6000)
    expect(series[0]?.value.filter((v) => v === null)).toHaveLength(100)
    expect(series[0]?.timeS.slice(2999, 3003)).toEqual([2999, 3000, 3601, 3602])
    expect(track?.latDeg).toHaveLength(6000)
  })

  test('only the wanted channels', async () => {
    const heart = await get<ActivitySamples>(`/activities/${id}/samples?points=100&channels=hrBpm`)
    expect(heart.track).toBeNull()
    const power = await get<ActivitySamples>(`/activities/${id}/samples?points=100&channels=powerW`)
    expect(power.series).toEqual([])
    expect((await api.call('GET', `/activities/${id}/samples?channels=secret`, { cookie })).status).toBe(400)
  })

  test('an activity the athlete dated is drawn from its own start', async () => {
    await api.sql`update activities set recorded_start_at = started_at, started_at = '2025-01-01T06:00:00Z' where id = ${id}`
    const { startedAt, series } = await get<ActivitySamples>(`/activities/${id}/samples?points=100`)
    expect(startedAt).toBe('2025-01-01T06:00:00.000Z')
    expect(series[0]?.timeS[0]).toBe(0)
  })
})

test('where somebody lives is drawn on no map, and belongs to nobody else', async () => {
  const places = Array.from({ length: 30 }, (_, i) => [127 + i * 0.001, 37.5])
  const id = await plant({ startedAt: '2024-09-01T06:00:00Z' })
  await api.sql`update activities set track = ${places.flat()}, spark = 'x' where id = ${id}`
  const lineOf = async (): Promise<string> => {
    const { tracks } = await get<{ tracks: { id: number; line: string }[] }>('/tracks')
    return tracks.find((track) => track.id === id)?.line ?? ''
  }
  const whole = await lineOf()
  const zone = { name: '집', latDeg: 37.5, lonDeg: 127, radiusM: 500 }
  expect((await api.call('PUT', '/privacy-zones', { cookie, json: zone })).status).toBe(204)
  const { zones } = await get<{ zones: (typeof zone)[] }>('/privacy-zones')
  expect(zones).toMatchObject([{ name: '집', radiusM: 500 }])
  expect(zones[0]?.lonDeg).not.toBe(127)
  const { cookie: stranger } = await api.signIn('stranger')
  expect(await (await api.call('GET', '/privacy-zones', { cookie: stranger })).json()).toEqual({
    zones: [],
    starts: [],
  })
  const hidden = await lineOf()
  expect(hidden.length).toBeLessThan(whole.length)
  expect(hidden).not.toBe('')
  expect((await api.call('DELETE', `/privacy-zones/${encodeURIComponent('집')}`, { cookie })).status).toBe(204)
  expect(await lineOf()).toBe(whole)
})
