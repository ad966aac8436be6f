import { expect, test } from 'vitest'
import { pickLargestTriangles } from './largest-triangles.ts'

test('prefers the corners of the curve', () => {
  const x = Float64Array.from({ length: 10 }, (_, i) => i)
  const y = Float64Array.of(0, 0, 0, 0, 10, 0, 0, 0, 0, 0)
  expect(pickLargestTriangles(x, y, 0, 10, 5)).toContain(4)
})
