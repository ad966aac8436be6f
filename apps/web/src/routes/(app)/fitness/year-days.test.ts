import type { YearDays } from '@rc/contract'
import { addDays, daysBetween } from '@rc/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  againstLastYear,
  columnOf,
  cumulate,
  dateAtPlace,
  dayAt,
  facesOf,
  kindsOf,
  measures,
  placeInYear,
  sameDay,
  squareOf,
  sumBetween,
  yearsOf,
} from './year-days.ts'

interface Done {
  sport: YearDays['sports'][number]['sport']
  localDate: string
  distanceM: number | null
  load: number | null
}

const from = '2024-01-01'
const to = '2026-12-31'

/** As the server sums it up. */
function daysOf(done: Done[], known: YearDays['known'] = []): YearDays {
  const sum = (values: (number | null)[]): number | null =>
    values.reduce((total, value) => (value === null ? total : (total ?? 0) + value), null)
  const sports = [...Map.groupBy(done, ({ sport }) => sport)].map(([sport, all]) => {
    const days = [...Map.groupBy(all, ({ localDate }) => daysBetween(from, localDate))].toSorted(([a], [b]) => a - b)
    return {
      sport,
      day: days.map(([day]) => day),
      activities: days.map(([, each]) => each.length),
      timerS: days.map(() => null),
      ascentM: days.map(() => null),
      distanceM: days.map(([, each]) => sum(each.map(({ distanceM }) => distanceM))),
      load: days.map(([, each]) => sum(each.map(({ load }) => load))),
      withoutLoad: days.map(([, each]) => each.filter(({ load }) => load === null).length),
    }
  })
  const first = done.map(({ localDate }) => localDate).toSorted()[0] ?? null
  return { from, to, firstDate: first, known, sports }
}
const run = (localDate: string, distanceM: number | null, load: number | null = 50): Done => ({
  sport: 'run',
  localDate,
  distanceM,
  load,
})

test('the sums of days are the sums of the activities, whatever was done', () => {
  const activity = fc.record({
    sport: fc.constantFrom('run', 'treadmill_run', 'bike', 'strength') as fc.Arbitrary<Done['sport']>,
    localDate: fc.integer({ min: 0, max: 1095 }).map((day) => addDays(from, day)),
    distanceM: fc.option(fc.integer({ min: 0, max: 50_000 })),
    load: fc.option(fc.integer({ min: 0, max: 300 })),
  })
  fc.assert(
    fc.property(fc.array(activity, { maxLength: 60 }), (done) => {
      const days = daysOf(done)
      for (const measure of ['distanceM', 'load'] as const) {
        const known = done.flatMap((each) => each[measure] ?? [])
        const { value, activities } = sumBetween(columnOf(days, 'all', measure), from, to)
        expect(value).toBe(known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0))
        expect(activities).toBe(done.length)
        const apart = kindsOf(days).map((kind) => sumBetween(columnOf(days, kind, measure), from, to).value ?? 0)
        expect(apart.reduce((sum, each) => sum + each, 0)).toBe(value ?? 0)
        const ends = [2024, 2025, 2026].map((year) => {
          const { sums } = cumulate(columnOf(days, 'all', measure), year, { firstDate: days.firstDate, today: to })
          return sums.at(-1) ?? 0
        })
        expect(ends.reduce((sum, each) => sum + each, 0)).toBe(value ?? 0)
      }
    }),
    { numRuns: 40 },
  )
})

describe('the same day of other years', () => {
  test('29 February and leap years', () => {
    expect(sameDay('2024-02-29', 2023)).toBe('2023-02-28')
    expect(sameDay('2024-02-29', 2020)).toBe('2020-02-29')
    expect(placeInYear('2023-03-01')).toBe(placeInYear('2024-03-01'))
    expect(dateAtPlace(placeInYear('2024-02-29'), 2025)).toBe('2025-02-28')
    expect(dateAtPlace(365, 2025)).toBe('2025-12-31')
  })

  test('this year so far against the same days of the last', () => {
    const column = columnOf(
      daysOf([run('2024-06-01', 1000), run('2025-03-01', 5000), run('2025-12-01', 9000), run('2026-02-01', 7000)]),
      'run',
      'distanceM',
    )
    const against = againstLastYear(column, '2024-06-01', '2026-11-22')
    expect([against.now.value, against.before?.value, against.since]).toEqual([7000, 5000, null])
    expect(againstLastYear(column, '2025-03-01', '2026-11-22').since).toBe('2025-03-01')
    expect(againstLastYear(column, '2025-12-01', '2026-11-22').before).toBeNull()
  })

  test('a line begins with the history and ends today', () => {
    const days = daysOf([run('2025-03-01', 5000), run('2026-01-02', 1000)])
    const column = columnOf(days, 'all', 'distanceM')
    const first = cumulate(column, 2025, { firstDate: days.firstDate, today: '2026-01-03' })
    expect([first.places[0], first.sums.at(-1)]).toEqual([placeInYear('2025-03-01'), 5000])
    expect(cumulate(column, 2026, { firstDate: days.firstDate, today: '2026-01-03' }).sums).toEqual([0, 1000, 1000])
    expect(yearsOf(days, '2026-01-03')).toEqual([2026, 2025])
    expect(yearsOf(daysOf([]), '2026-01-03')).toEqual([])
  })
})

describe('a square a day', () => {
  test('rest is known, nothing is hatched, and before the first activity there is neither', () => {
    const days = daysOf(
      [run('2026-01-03', 5000), run('2026-01-06', null), { ...run('2026-01-07', 8000), sport: 'bike' }],
      [[daysBetween(from, '2026-01-01'), daysBetween(from, '2026-01-04')]],
    )
    const face = (date: string, kind: 'run' | 'all' = 'run') =>
      facesOf(days, columnOf(days, kind, 'distanceM'), columnOf(days, 'all', 'distanceM'), '2026-01-08')[
        daysBetween(from, date)
      ]
    expect(['2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'].map((date) => face(date))).toEqual([
      'outside',
      4,
      'rest',
      'unknown',
    ])
    expect(['2026-01-06', '2026-01-07', '2026-01-09'].map((date) => face(date))).toEqual(['silent', 'rest', 'outside'])
    expect(face('2026-01-07', 'all')).toBe(4)
  })

  test('every day of a year has one square of its own, in weeks from Monday', () => {
    expect(squareOf('2026-01-01')).toEqual({ week: 0, row: 3 })
    expect(squareOf('2026-01-05')).toEqual({ week: 1, row: 0 })
    for (const year of [2023, 2024, 2026])
      for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1))
        expect(dayAt(year, squareOf(date))).toBe(date)
    expect(dayAt(2026, { week: 0, row: 0 })).toBeNull()
  })
})

test('a measure that no activity knows is null, not zero', () => {
  const days = daysOf([run('2026-01-03', null, null)])
  for (const measure of measures) expect(sumBetween(columnOf(days, 'all', measure), from, to).value).toBeNull()
  expect(sumBetween(columnOf(days, 'all', 'load'), from, to)).toMatchObject({ activities: 1, silent: 1 })
})
