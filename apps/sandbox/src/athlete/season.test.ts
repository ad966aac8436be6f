import { addDays } from '@rc/domain'
import { expect, test } from 'vitest'
import { seasonWeek } from './season.ts'

const year = Array.from({ length: 52 }, (_, i) => seasonWeek(addDays('2025-01-06', 7 * i)))

test('a year holds three goals, each led up to, tapered for and recovered from', () => {
  expect(year.filter((week) => week.phase === 'race').map((week) => week.race)).toEqual([
    'marathon',
    'triathlon',
    'half_marathon',
  ])
  for (const [i, week] of year.entries()) {
    if (week.phase !== 'race') continue
    expect(year.slice(i - 4, i).map((w) => w.phase)).toEqual(['peak', 'peak', 'peak', 'taper'])
    expect(year[i + 1]?.phase).toBe('recovery')
  }
})

test('one week in four is easier, and the others climb', () => {
  const building = year.filter((week) => week.phase === 'base' || week.phase === 'build')
  const deloads = building.filter((week) => week.deload)
  expect(deloads.length / building.length).toBeGreaterThan(0.2)
  expect(deloads.length / building.length).toBeLessThan(0.3)
  for (const week of deloads) expect(week.volume).toBeLessThan(0.75)
})
