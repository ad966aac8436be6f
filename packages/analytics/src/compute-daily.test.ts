import { addDays, localDateOf } from '@rc/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeDaily, lookBackDays, type ActivityLoad } from './compute-daily.ts'
import type { LoadStanding } from './metric.ts'
import { performanceManagement } from './metrics/pmc.ts'

const day = (date: string, load: number | null, trimp: number | null = load) => ({ date, load, trimp })
const rowsOf = (rows: ReturnType<typeof computeDaily>, metricId: string) =>
  rows.filter((row) => row.metricId === metricId)

test('days are dense up to yesterday, rest days are true zeros, and today stays open', () => {
  const rows = computeDaily(
    [day('2026-11-03', 60), day('2026-11-01', 80), day('2026-11-01', 20), day('2026-11-05', 90)],
    '2026-11-04',
  )
  expect(rowsOf(rows, 'load').map(({ localDate, value }) => [localDate, value])).toEqual([
    ['2026-11-01', 100],
    ['2026-11-02', 0],
    ['2026-11-03', 60],
    ['2026-11-04', 0],
  ])
  const { ctl, tsbEnd } = performanceManagement([100, 0, 60, 0])
  expect(rowsOf(rows, 'ctl').map(({ value }) => value)).toEqual([...ctl])
  const morning = rowsOf(rows, 'tsb')
  expect(morning.at(-1)).toMatchObject({ localDate: '2026-11-05', value: tsbEnd[3] })
  expect(rowsOf(rows, 'tsb_end').at(-1)).toMatchObject({ localDate: '2026-11-04', value: tsbEnd[3] })
})

test('an unknown load is not a rest day: it is null, and what follows is marked for 42 days', () => {
  const known = Array.from({ length: 60 }, (_, i) =>
    day(new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10), 50),
  )
  const rows = computeDaily([...known, day('2026-03-02', null, 70), day('2026-06-30', 10)], '2026-06-30')
  const [load] = rowsOf(rows, 'load').filter(({ localDate }) => localDate === '2026-03-02')
  expect(load).toMatchObject({ value: null, coverage: 0, missing: ['activity_load'] })
  const ctl = new Map(rowsOf(rows, 'ctl').map((row) => [row.localDate, row]))
  expect(ctl.get('2026-02-11')).toMatchObject({ confidence: 'low' })
  expect(ctl.get('2026-03-01')).toMatchObject({ confidence: 'high', missing: [] })
  expect(ctl.get('2026-03-02')).toMatchObject({ confidence: 'estimated', missing: ['activity_load'] })
  expect(ctl.get('2026-04-13')).toMatchObject({ confidence: 'estimated' })
  expect(ctl.get('2026-04-14')).toMatchObject({ confidence: 'high' })
  const trimp = new Map(rowsOf(rows, 'trimp_ctl').map((row) => [row.localDate, row]))
  expect(trimp.get('2026-03-02')).toMatchObject({ confidence: 'high', unit: 'AU' })
})

test('a day known in part has its known part, in low confidence', () => {
  const rows = computeDaily([day('2026-11-01', 80), day('2026-11-01', null)], '2026-11-01')
  expect(rowsOf(rows, 'load')[0]).toMatchObject({
    value: 80,
    coverage: 0.5,
    confidence: 'low',
    missing: ['activity_load'],
  })
})

test('the ramp needs a week', () => {
  const rows = rowsOf(computeDaily([day('2026-11-01', 80), day('2026-11-08', 80)], '2026-11-08'), 'ramp7')
  expect(rows.map(({ value }) => value === null)).toEqual([true, true, true, true, true, true, false, false])
  expect(rows[0]?.missing).toEqual(['too_short'])
})

test('summer time and a flight from Seoul to Denver give each local date exactly one row', () => {
  const hour = 3600
  const start = Date.parse('2026-02-20T00:00:00Z') / 1000
  fc.assert(
    fc.property(
      fc.array(fc.nat(24 * 60), { minLength: 1, maxLength: 200 }),
      fc.nat(24 * 60),
      fc.nat(24 * 60),
      (hours, flight, back) => {
        const [out, home] = [Math.min(flight, back), Math.max(flight, back)]
        const zoneAt = (at: number) => (at >= out && at < home ? 'America/Denver' : 'Asia/Seoul')
        const activities = hours.map((at) => day(localDateOf(start + at * hour, zoneAt(at)), 10))
        const dates = activities.map(({ date }) => date).sort()
        const rows = rowsOf(computeDaily(activities, dates.at(-1)!), 'load')
        expect(rows.map(({ localDate }) => localDate)).toEqual(
          Array.from({ length: rows.length }, (_, i) => addDays(dates[0]!, i)),
        )
        expect(rows.at(-1)!.localDate).toBe(dates.at(-1))
        expect(rows.reduce((sum, { value }) => sum + value!, 0)).toBe(10 * hours.length)
      },
    ),
    { numRuns: 20 },
  )
})

test('recomputing changes nothing, and the order of activities does not matter', () => {
  const days = Array.from({ length: 400 }, (_, i) =>
    day(new Date(Date.UTC(2025, 0, 1 + ((i * 37) % 300))).toISOString().slice(0, 10), i % 90),
  )
  expect(computeDaily(days.toReversed(), '2025-12-31')).toEqual(computeDaily(days, '2025-12-31'))
})

test('nothing before yesterday is nothing at all', () => {
  expect(computeDaily([], '2026-11-01')).toEqual([])
  expect(computeDaily([day('2026-11-02', 50)], '2026-11-01')).toEqual([])
})

test('going on from where it stood gives the same rows to the last bit', () => {
  const start = '2025-01-01'
  const loads = fc.array(fc.option(fc.double({ min: 0, max: 300, noNaN: true })), { minLength: 60, maxLength: 120 })
  fc.assert(
    fc.property(loads, fc.nat(90), (list, at) => {
      const activities = list.flatMap((load, i): ActivityLoad[] => {
        if (load !== null && load < 40 && i > 0) return []
        const trimp = load === null ? 30 : load / 2
        const run = i % 3 === 0 ? null : { distanceM: load === null ? null : 100 * load, trimp }
        const zonesS = i % 5 === 0 ? null : ([2000, 40 * trimp, i] as const)
        return [{ ...day(addDays(start, i), load, trimp), run, zonesS }]
      })
      const last = addDays(start, list.length + 3)
      const whole = computeDaily(activities, last)
      const date = addDays(start, Math.min(at, list.length - 1))
      const on = (metricId: string) => whole.find((row) => row.metricId === metricId && row.localDate === date)!
      const standingOf = (prefix: string): LoadStanding => {
        const { acute, chronic } = on(`${prefix}acwr_ewma`).detail as { acute: number; chronic: number }
        return {
          ctl: on(`${prefix}ctl`).value!,
          atl: on(`${prefix}atl`).value!,
          acuteEwma: acute,
          chronicEwma: chronic,
        }
      }
      const rest = computeDaily(
        activities.filter((activity) => activity.date > date),
        last,
        { firstDate: start, date, load: standingOf(''), trimp: standingOf('trimp_') },
      )
      const from = addDays(date, lookBackDays + 1)
      expect(rest).toEqual(whole.filter((row) => row.localDate >= from))
    }),
    { numRuns: 15 },
  )
})
