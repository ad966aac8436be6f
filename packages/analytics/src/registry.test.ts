import { thresholdKinds } from '@rc/domain'
import { expect, test } from 'vitest'
import { activityMetrics, dayMetrics } from './registry.ts'

test.each([
  ['activity', activityMetrics],
  ['day', dayMetrics],
] as const)('%s metrics have names of their own and say where they come from', (grain, metrics) => {
  const ids = metrics.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const metric of metrics) {
    expect(metric.grain).toBe(grain)
    expect(metric.id).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/)
    expect(Number.isInteger(metric.version) && metric.version >= 1).toBe(true)
    expect(metric.source.length).toBeGreaterThan(0)
    expect(metric.needs.every((kind) => thresholdKinds.includes(kind))).toBe(true)
  }
})
