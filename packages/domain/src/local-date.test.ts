import { expect, test } from 'vitest'
import { addDays, daysBetween, isLocalDate, localDateOf, mondayOf, utcOffsetS } from './local-date.ts'

test('a day belongs to the zone, not to UTC', () => {
  const lateInUtc = Date.UTC(2026, 10, 20, 22, 30) / 1000
  expect(localDateOf(lateInUtc, 'Asia/Seoul')).toBe('2026-11-21')
  expect(localDateOf(lateInUtc, 'America/Denver')).toBe('2026-11-20')
  expect(utcOffsetS(lateInUtc, 'Asia/Seoul')).toBe(9 * 3600)
})

test('weeks start on Monday, across months and years', () => {
  expect(mondayOf('2026-11-21')).toBe('2026-11-16')
  expect(mondayOf('2026-11-16')).toBe('2026-11-16')
  expect(mondayOf('2027-01-03')).toBe('2026-12-28')
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(daysBetween('2026-03-28', '2026-04-02')).toBe(5)
})

test('impossible dates are refused', () => {
  expect(isLocalDate('2026-02-30')).toBe(false)
  expect(isLocalDate('2026-2-3')).toBe(false)
  expect(isLocalDate('2026-02-28')).toBe(true)
})
