import { expect, test } from 'vitest'
import { seriesOf } from '#lib/charts/series.ts'
import { gradeAdjustedSpeed } from './grade-adjusted.ts'

const seconds = Array.from({ length: 601 }, (_, i) => i)
const distance = seriesOf(
  seconds,
  seconds.map((s) => 3 * s),
)
const altitude = (rise: number) =>
  seriesOf(
    seconds,
    seconds.map((s) => rise * 3 * s),
  )

test('flat is as fast as it was, uphill counts as faster, downhill as slower', () => {
  expect(gradeAdjustedSpeed(distance, altitude(0), 0, 600)).toBeCloseTo(3, 5)
  expect(gradeAdjustedSpeed(distance, altitude(0.05), 60, 540)).toBeGreaterThan(3.7)
  expect(gradeAdjustedSpeed(distance, altitude(-0.05), 60, 540)).toBeLessThan(2.6)
  expect(gradeAdjustedSpeed(distance, altitude(0), 10, 12)).toBeNull()
})
