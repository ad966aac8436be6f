import { addDays, daysBetween } from '@rc/domain'
import { expect, test } from 'vitest'
import { conditionOn, lifeOfYear } from './life.ts'

test('illness is felt before it stops training, and fades afterwards', () => {
  const [illness] = lifeOfYear(1, 2025).illnesses
  const eve = conditionOn(1, addDays(illness!.from, -1))
  expect(eve).toMatchObject({ resting: false })
  expect(eve.illness).toBeGreaterThan(0)
  expect(conditionOn(1, illness!.from)).toMatchObject({ resting: true, illness: 1 })
  const after = conditionOn(1, addDays(illness!.to, 1))
  expect(after.resting).toBe(false)
  expect(after.illness).toBeGreaterThan(0)
  expect(after.illness).toBeLessThan(0.5)
  expect(conditionOn(1, addDays(illness!.to, 5)).illness).toBe(0)
})

test('overload adds up for two weeks and wears off in one', () => {
  const { overload } = lifeOfYear(1, 2025)
  expect(daysBetween(overload.from, overload.to)).toBe(13)
  expect(conditionOn(1, overload.from)).toMatchObject({ overloading: true, overloadDays: 1 })
  expect(conditionOn(1, overload.to)).toMatchObject({ overloading: true, overloadDays: 14 })
  expect(conditionOn(1, addDays(overload.to, 3))).toMatchObject({ overloading: false, overloadDays: 8 })
  expect(conditionOn(1, addDays(overload.to, 8)).overloadDays).toBe(0)
})

test('the clock changes twice a year', () => {
  const { travel } = lifeOfYear(1, 2025)
  expect(conditionOn(1, travel.from)).toMatchObject({ away: true, jetLagDay: 0 })
  expect(conditionOn(1, travel.to).away).toBe(true)
  expect(conditionOn(1, addDays(travel.to, 1))).toMatchObject({ away: false, jetLagDay: 0 })
  expect(conditionOn(1, addDays(travel.from, -1)).jetLagDay).toBeNull()
})
