import { addDays } from '@rc/domain'
import { expect, test } from 'vitest'
import { analyseActivity } from '../analyse-activity.ts'
import { defaultOptions } from '../activity-input.ts'
import { computeDaily, lookBackDays, type ActivityLoad } from '../compute-daily.ts'
import { noThresholds, recording, session } from '../test-recording.ts'

const first = '2026-01-01'
/** A run a day: twice as far in the last week, at the same cost to the heart; a ride on every tenth day. */
const days: ActivityLoad[] = Array.from({ length: 60 }, (_, i) => ({
  date: addDays(first, i),
  load: 50,
  trimp: 60,
  run: { distanceM: i >= 53 ? 20_000 : 10_000, trimp: 60 },
  zonesS: [770, 30, 200] as const,
}))
const rides = days.filter((_, i) => i % 10 === 0).map(({ date }) => ({ date, load: 80, trimp: 90, zonesS: null }))
const last = addDays(first, 59)
const rowOf = (rows: ReturnType<typeof computeDaily>, id: string, date = last) =>
  rows.find(({ metricId, localDate }) => metricId === id && localDate === date)

test('running load from outside and inside, and how far they are apart; rides do not count', () => {
  const rows = computeDaily([...days, ...rides], last)
  expect(rowOf(rows, 'run_distance_acwr')).toMatchObject({ value: 2, detail: { acute: 20_000, chronic: 10_000 } })
  expect(rowOf(rows, 'run_trimp_acwr')).toMatchObject({ value: 1, coverage: 1 })
  expect(rowOf(rows, 'run_divergence')!.value).toBeCloseTo(2 / 3)
  expect(rowOf(rows, 'run_divergence', addDays(first, 20))).toMatchObject({ value: null })
})

test('the distribution of 28 days; days with an activity of unknown heart rate are told', () => {
  const rows = computeDaily(days, last)
  expect(rowOf(rows, 'intensity_distribution')).toMatchObject({ coverage: 1, detail: { kind: 'polarized', f1: 0.77 } })
  expect(rowOf(rows, 'intensity_distribution')!.value).toBeCloseTo(2.71, 2)
  expect(rowOf(computeDaily([...days, ...rides], last), 'intensity_distribution')).toMatchObject({
    confidence: 'estimated',
  })
})

test('days that go on from a standing are those of the whole history', () => {
  const ids = ['run_distance_acwr', 'run_trimp_acwr', 'run_divergence', 'intensity_distribution']
  const whole = computeDaily([...days, ...rides], last)
  const date = addDays(first, 7)
  const nothing = { ctl: 0, atl: 0, acuteEwma: 0, chronicEwma: 0 }
  const rest = computeDaily(
    [...days, ...rides].filter((each) => each.date > date),
    last,
    { firstDate: first, date, load: nothing, trimp: nothing },
  )
  const from = addDays(date, 1 + lookBackDays)
  const later = whole.filter(({ localDate, metricId }) => localDate >= from && ids.includes(metricId))
  expect(rest.filter(({ metricId }) => ids.includes(metricId))).toEqual(later)
})

test('climb counts as distance on foot, by the athlete’s own ratio; without a distance it is not made up', () => {
  const climb = (facts: object, feet = 750) => {
    const input = recording(
      'trail_run',
      60,
      { speedMps: () => 3 },
      { sessions: [session('trail_run', { timerS: 60, elapsedS: 60, ...facts })] },
    )
    return analyseActivity(input, noThresholds, { ...defaultOptions, elevationFeetPerMile: feet }).find(
      ({ metricId }) => metricId === 'elevation_load_m',
    )
  }
  expect(climb({ distanceM: 10_000, ascentM: 100 })!.value).toBeCloseTo(704, 0)
  expect(climb({ distanceM: 10_000, ascentM: 100 }, 1000)!.value).toBeCloseTo(528, 0)
  expect(climb({ distanceM: 10_000, ascentM: 100 })!.detail).toMatchObject({ gainM: 100, feetPerMile: 750 })
  expect(climb({ ascentM: 100 })).toMatchObject({ value: null, missing: ['distance'] })
})
