import { expect, test } from 'vitest'
import { fillTimes } from './fill-times.ts'

const nan = Number.NaN

test.each<[string, number[], number[], number]>([
  ['known times stay', [5, 6, 6, 3], [5, 6, 6, 3], 4],
  ['gaps are divided evenly', [10, nan, nan, 16], [10, 12, 14, 16], 2],
  ['the ends hold', [nan, nan, 7, nan], [7, 7, 7, 7], 1],
  ['without any it counts from the start', [nan, nan, nan], [100, 101, 102], 0],
  ['nothing is nothing', [], [], 0],
])('%s', (_, given, expected, known) => {
  const timeS = Float64Array.from(given)
  expect(fillTimes(timeS, 100)).toBe(known)
  expect([...timeS]).toEqual(expected)
})
