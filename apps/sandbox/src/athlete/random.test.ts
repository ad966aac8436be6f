import { expect, test } from 'vitest'
import { createDrift, createRandom } from './random.ts'

test('the key decides every number, and near keys have nothing in common', () => {
  const draw = (...key: (string | number)[]) => Array.from({ length: 5 }, createRandom(...key).next)
  expect(draw(1, 'a')).toEqual(draw(1, 'a'))
  const first = Array.from({ length: 1000 }, (_, i) => createRandom(1, 'day', i).next())
  const mean = first.reduce((sum, x) => sum + x, 0) / first.length
  expect(mean).toBeGreaterThan(0.46)
  expect(mean).toBeLessThan(0.54)
  expect(new Set(first).size).toBe(1000)
})

test('noise has mean 0 and deviation 1, fresh or wandering', () => {
  const random = createRandom(7)
  for (const noise of [random.normal, createDrift(random, 0.9)]) {
    const values = Array.from({ length: 20_000 }, noise)
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.1)
    expect(Math.sqrt(variance)).toBeGreaterThan(0.9)
    expect(Math.sqrt(variance)).toBeLessThan(1.1)
  }
})
