import { addDays } from '@rc/domain'
import { expect, test } from 'vitest'
import { runPerformance } from './run-performance.ts'
import { vdot } from './vdot.ts'

const today = '2026-11-21'
const effort = (distanceM: number, timeS: number, daysAgo: number) => ({
  distanceM,
  timeS,
  activityId: distanceM,
  localDate: addDays(today, -daysAgo),
})

test('the best effort of 90 days decides, older ones only when there is none', () => {
  const old = effort(5000, 1140, 200)
  const fresh = effort(10_000, 2520, 30)
  const { vdot: found } = runPerformance([old, fresh, effort(400, 70, 3)], today, today)
  expect(found).toMatchObject({ effort: fresh, confidence: 'estimated', daysOff: 0 })
  expect(found!.value).toBeCloseTo(vdot(10_000, 2520)!)
  expect(runPerformance([old], today, today).vdot).toMatchObject({ effort: old, confidence: 'low' })
})

test('a break lowers VDOT and paces', () => {
  const rested = runPerformance([effort(5000, 1200, 60)], today, addDays(today, -28))
  expect(rested.vdot!.value).toBeCloseTo(0.931 * rested.vdot!.beforeBreak)
  expect(rested.paces!.easySlow).toBeGreaterThan(rested.paces!.easyFast)
})

test('a marathon is a range, and nothing is predicted from too short an effort', () => {
  const { predictions } = runPerformance([effort(5000, 1200, 10)], today, today)
  expect(predictions.map(({ distanceM }) => distanceM)).toEqual([5000, 10_000])
  const half = runPerformance([effort(21_097.5, 5400, 10)], today, today).predictions.at(-1)!
  expect(half.distanceM).toBe(42_195)
  expect(half.slowS - half.fastS).toBeGreaterThan(600)
})

test('an exponent of one’s own needs two efforts that were both near the best', () => {
  const five = effort(5000, 1200, 10)
  expect(runPerformance([five, effort(10_000, 2500, 20)], today, today).exponent).toMatchObject({ isPersonal: true })
  expect(runPerformance([five, effort(10_000, 3300, 20)], today, today).exponent).toEqual({
    value: 1.06,
    isPersonal: false,
  })
})

test('without an effort there is nothing, not a zero', () => {
  expect(runPerformance([], today, null)).toMatchObject({ vdot: null, paces: null, predictions: [] })
})
