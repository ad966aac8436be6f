import { expect, test } from 'vitest'
import { initialKb } from './initial-js.ts'

test.each([
  ['/(app)', 95],
  ['/(app)/fitness', 110],
  ['/(app)/recovery', 110],
  ['/(app)/activities', 100],
  ['/(app)/activities/[id]', 120],
  ['/(app)/calendar', 110],
  ['/(app)/plans/[id]', 120],
  ['/(app)/coach', 115],
] as const)('%s needs at most %i kB of JavaScript, compressed', (route, mostKb) => {
  expect(initialKb(route)).toBeLessThanOrEqual(mostKb)
})
