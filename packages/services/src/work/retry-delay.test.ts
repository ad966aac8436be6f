import { expect, test } from 'vitest'
import { retryDelayS } from './retry-delay.ts'

test('waits longer each time, up to five minutes, and anywhere below', () => {
  const latest = [1, 2, 3, 10].map((attempts) => retryDelayS(attempts, () => 1))
  expect(latest).toEqual([4, 8, 16, 300])
  expect(retryDelayS(3, () => 0)).toBe(0)
  expect(retryDelayS(3, () => 0.5)).toBe(8)
})
