import type { Plan, Workout } from '@rc/planning'
import { expect, test } from 'vitest'
import { canCopy, canMove, copyOf, type PlannedEntry, type PlannedMonth, racesOf } from './planned.ts'

const workout = { key: 'w3-long', date: '2026-11-20', lock: 'date', title: 'Long run' } as Workout
const entry = (part: Partial<PlannedEntry> = {}): PlannedEntry =>
  ({ planId: 'p', workout, from: '2026-11-01', to: '2026-12-20', waits: false, result: null, ...part }) as PlannedEntry
const planOf = (workouts: Workout[], raceDate: string | null = null) =>
  ({ id: 'p', title: 'Autumn', goal: { raceDate }, weeks: [{ workouts }] }) as unknown as Plan

test('a locked session stays, but may be copied to any day ahead in its plan', () => {
  const today = '2026-11-22'
  expect(canMove(entry(), '2026-11-25', today)).toBe(false)
  expect(canCopy(entry(), '2026-11-25', today)).toBe(true)
  expect(['2026-11-21', '2026-12-21'].map((date) => canCopy(entry(), date, today))).toEqual([false, false])
})

test('a copy is free and has a key of its own', () => {
  const first = copyOf(entry(), '2026-12-01', planOf([workout]))
  expect(first).toEqual({ ...workout, key: 'w3-long-1201', date: '2026-12-01', lock: 'none' })
  expect(copyOf(entry(), '2026-12-01', planOf([workout, first])).key).toBe('w3-long-1201-2')
  const long = { ...workout, key: 'x'.repeat(40) }
  expect(copyOf(entry({ workout: long }), '2026-12-01', planOf([long])).key.length).toBeLessThanOrEqual(40)
})

test('races count down to their day, and what is past is none', () => {
  const month = (dates: (string | null)[]): PlannedMonth => ({
    stored: dates.map((date) => ({ plan: planOf([], date) }) as PlannedMonth['stored'][number]),
    approved: [],
    results: [],
  })
  expect(
    racesOf(month(['2027-01-01', null, '2026-11-22', '2026-11-21']), '2026-11-22').map(({ days }) => days),
  ).toEqual([0, 40])
})
