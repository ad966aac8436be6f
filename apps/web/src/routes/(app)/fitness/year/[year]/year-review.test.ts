import type { YearDays } from '@rc/contract'
import { daysBetween } from '@rc/domain'
import { expect, test } from 'vitest'
import { columnOf } from '../../year-days.ts'
import { activeDays, biggestWeek, medianOf, monthOf, recordsSet, sportsIn, timeByKind } from './year-review.ts'

const from = '2025-01-01'
const days: YearDays = {
  from,
  to: '2026-12-31',
  firstDate: '2025-12-30',
  known: [],
  sports: [
    {
      sport: 'run',
      day: ['2025-12-30', '2026-01-01', '2026-02-28', '2026-03-01'].map((date) => daysBetween(from, date)),
      activities: [1, 1, 2, 1],
      timerS: [9000, 600, 3600, 1800],
      distanceM: [null, null, null, null],
      ascentM: [null, null, null, null],
      load: [null, null, null, null],
      withoutLoad: [1, 1, 2, 1],
    },
    {
      sport: 'strength',
      day: [daysBetween(from, '2026-02-27')],
      activities: [1],
      timerS: [1200],
      distanceM: [null],
      ascentM: [null],
      load: [null],
      withoutLoad: [1],
    },
  ],
}

test('a year of months, kinds, weeks and days', () => {
  const [run, other] = timeByKind(days, 2026)
  expect([run?.kind, run?.year.value, run?.months.slice(0, 4)]).toEqual(['run', 6000, [600, 3600, 1800, null]])
  expect([other?.kind, other?.months[1]]).toEqual(['other', 1200])
  const all = columnOf(days, 'all', 'timerS')
  // The week from 23 February: strength, and runs on Saturday and Sunday.
  expect(biggestWeek(all, 2026)).toEqual({ monday: '2026-02-23', value: 6600 })
  expect(biggestWeek(columnOf(days, 'all', 'distanceM'), 2026)).toBeNull()
  expect(activeDays(all, 2026)).toBe(4)
  expect(sportsIn(days, 2026)).toEqual(['run', 'strength'])
  expect([monthOf(2024, 1), monthOf(2026, 11)]).toEqual([
    ['2024-02-01', '2024-02-29'],
    ['2026-12-01', '2026-12-31'],
  ])
})

test('a record of a year is one over all years before it', () => {
  const best = (timeS: number) => ({ timeS, activityId: 1, localDate: '2026-05-05', startS: 0 })
  const effort = (distanceM: number, ...times: [string, number][]) => ({
    distanceM,
    vendor: null,
    seasons: times.map(([season, timeS]) => ({ season, best: best(timeS) })),
  })
  const set = recordsSet(
    [
      effort(1000, ['all', 190], ['2025', 200], ['2026', 190]),
      effort(5000, ['all', 1100], ['90d', 1200], ['2024', 1100], ['2026', 1200]),
      effort(10_000, ['all', 2500], ['2026', 2500]),
    ],
    2026,
  )
  expect(set.map(({ distanceM, timeS, beforeS }) => [distanceM, timeS, beforeS])).toEqual([
    [1000, 190, 200],
    [10_000, 2500, null],
  ])
})

test('the middle of what is known', () => {
  expect([medianOf([]), medianOf([null, 3]), medianOf([1, null, 5, 2]), medianOf([4, 2])]).toEqual([null, 3, 2, 3])
})
