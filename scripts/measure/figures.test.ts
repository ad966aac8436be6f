import { expect, test } from 'vitest'
import { isMet, percentile, pssMb } from './figures.ts'

test('percentiles are values that occurred', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100])
  expect(percentile([7], 0.5)).toBe(7)
})

test('a figure without a target is never missed', () => {
  const figure = { name: 'x', value: 2, unit: 'ms' }
  expect(isMet({ ...figure, target: null })).toBe(true)
  expect(isMet({ ...figure, target: 2 })).toBe(true)
  expect(isMet({ ...figure, target: 1.9 })).toBe(false)
})

test('memory of a process', () => {
  expect(pssMb(process.pid)).toBeGreaterThan(10)
})
