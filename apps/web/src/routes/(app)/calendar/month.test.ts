import { addDays } from '@rc/domain'
import { expect, test } from 'vitest'
import {
  type Day,
  daysIn,
  isMonth,
  neighbours,
  nextMonth,
  otherViews,
  previousMonth,
  viewOf,
  weeksAround,
  weeksOf,
} from './month.ts'

test('a month is shown in whole weeks from Monday on', () => {
  expect(weeksAround('2026-11')).toEqual({ from: '2026-10-26', to: '2026-12-06' })
  expect(weeksAround('2027-02')).toEqual({ from: '2027-02-01', to: '2027-02-28' })
})

test('months follow one another over the year and over February', () => {
  expect([nextMonth('2026-12'), previousMonth('2027-01'), nextMonth('2027-01'), previousMonth('2027-03')]).toEqual([
    '2027-01',
    '2026-12',
    '2027-02',
    '2027-02',
  ])
  expect(['2026-13', '26-01', null, '2026-00', '2026-07'].map(isMonth)).toEqual([false, false, false, false, true])
})

test('the address says which week or month; what it cannot mean is the present', () => {
  const today = '2026-11-22'
  const of = (search: string) => viewOf(new URLSearchParams(search), today)
  expect(['', 'month=2026-02', 'month=x', 'week=2026-11-18', 'week=', 'week=2026-13-40'].map(of)).toEqual([
    { kind: 'month', month: '2026-11' },
    { kind: 'month', month: '2026-02' },
    { kind: 'month', month: '2026-11' },
    { kind: 'week', monday: '2026-11-16' },
    { kind: 'week', monday: '2026-11-16' },
    { kind: 'week', monday: '2026-11-16' },
  ])
  expect(daysIn(of('week=2026-12-30'))).toEqual({ from: '2026-12-28', to: '2027-01-03' })
  expect(neighbours(of('week=2026-12-30')).after).toBe('/calendar?week=2027-01-04')
  expect(otherViews(of('month=2026-11'), today)).toEqual({ week: '/calendar?week=2026-11-16', month: '/calendar' })
  expect(otherViews(of('month=2026-08'), today).week).toBe('/calendar?week=2026-07-27')
  // A week belongs to the month of its Thursday.
  expect(otherViews(of('week=2026-12-30'), today).month).toBe('/calendar?month=2026-12')
})

test('a week without a known load has none, which is not zero', () => {
  const run = { id: 1, sport: 'run' as const, name: null, timerS: 1800, distanceM: null, load: null }
  const days = Array.from({ length: 14 }, (_, i): Day => ({
    localDate: addDays('2026-11-02', i),
    load: i === 8 ? 0 : null,
    activities: i === 1 ? [run] : [],
  }))
  expect(weeksOf(days).map(({ monday, totals }) => [monday, totals])).toEqual([
    ['2026-11-02', { activities: 1, timerS: 1800, distanceM: 0, load: null }],
    ['2026-11-09', { activities: 0, timerS: 0, distanceM: 0, load: 0 }],
  ])
})
