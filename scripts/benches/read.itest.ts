import { expect, test } from 'vitest'
import { benchRead } from './read.ts'

test('a month of the bench athlete goes in and is read', async () => {
  const figures = await benchRead({ today: '2026-11-20', days: 28, requests: 5, idleS: 1 })
  expect(figures).toHaveLength(16)
  for (const { name, value } of figures) expect(value, name).toBeGreaterThan(0)
}, 180_000)
