import type { DayTotals } from '@rc/db/queries/insights'
import { expect, test } from 'vitest'
import { sumWeek, sumWeeks } from './week-totals.ts'

const day = (localDate: string, sport: DayTotals['sport'], timerS: number, withoutLoad = 0): DayTotals => ({
  localDate,
  sport,
  activities: 1,
  timerS,
  distanceM: timerS * 3,
  load: withoutLoad ? 0 : timerS / 60,
  withoutLoad,
})
const days = [
  day('2026-11-15', 'run', 600),
  day('2026-11-16', 'run', 1200),
  day('2026-11-18', 'bike', 3600, 1),
  day('2026-11-22', 'run', 1800),
]

test('a week runs from Monday to Sunday', () => {
  expect(sumWeek(days, '2026-11-16')).toEqual({
    monday: '2026-11-16',
    activities: 3,
    timerS: 6600,
    distanceM: 19_800,
    load: 50,
    withoutLoad: 1,
    bySport: [
      { sport: 'bike', activities: 1, timerS: 3600, distanceM: 10_800, load: 0 },
      { sport: 'run', activities: 2, timerS: 3000, distanceM: 9000, load: 50 },
    ],
  })
  expect(sumWeek(days, '2026-11-16', '2026-11-18').timerS).toBe(4800)
})

test('weeks without an activity are there', () => {
  expect(sumWeeks(days, '2026-11-26', 4).map((week) => [week.monday, week.activities])).toEqual([
    ['2026-11-02', 0],
    ['2026-11-09', 1],
    ['2026-11-16', 3],
    ['2026-11-23', 0],
  ])
})
