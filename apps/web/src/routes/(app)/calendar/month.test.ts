import { addDays } from '@rc/domain'
import { expect, test } from 'vitest'
import { type Day, isMonth, nextMonth, previousMonth, weeksAround, weeksOf } from './month.ts'

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
