import { thresholdKinds } from '@rc/domain'
import { expect, test } from 'vitest'
import { demoDays } from './demo-athlete.ts'
import { demoThresholds } from './demo-thresholds.ts'

test('every threshold is tested at the start and every four months', () => {
  const days = demoDays('2026-11-20', 300)
  const thresholds = [...demoThresholds(days)]
  expect(days.at(-1)?.date).toBe('2026-11-20')
  expect(days).toHaveLength(300)
  for (const kind of thresholdKinds) {
    const own = thresholds.filter((threshold) => threshold.kind === kind)
    expect(own).toHaveLength(3)
    expect(own[0]?.validFrom).toBe(days[0]?.date)
  }
  const pace = 1000 / thresholds.find((threshold) => threshold.kind === 'threshold_speed_mps')!.value
  expect(pace).toBeCloseTo(Math.round(pace), 9)
})
