import { expect, test } from 'vitest'
import { thinTrack } from './thin-track.ts'

test('a straight line is its two ends, a corner stays', () => {
  const lat = Float64Array.from({ length: 101 }, (_, i) => 37 + Math.min(i, 50) * 1e-4)
  const lon = Float64Array.from({ length: 101 }, (_, i) => 127 + Math.max(0, i - 50) * 1e-4)
  expect(thinTrack(lat, lon)).toEqual([127, 37, 127, 37.005, 127.005, 37.005])
})

test('points without a position are left out, a track of none is none', () => {
  expect(thinTrack(Float64Array.of(NaN, 37, NaN), Float64Array.of(NaN, 127, 127))).toEqual([127, 37])
  expect(thinTrack(Float64Array.of(NaN), Float64Array.of(NaN))).toBeNull()
  expect(thinTrack(undefined, undefined)).toBeNull()
})

test('a long and winding track stays small and keeps its ends', () => {
  const n = 20_000
  const lat = Float64Array.from({ length: n }, (_, i) => 37 + Math.sin(i / 7) * 0.01)
  const lon = Float64Array.from({ length: n }, (_, i) => 127 + i * 1e-5)
  const track = thinTrack(lat, lon)!
  expect(track.length / 2).toBeLessThanOrEqual(200)
  expect(track.slice(0, 2)).toEqual([127, 37])
  expect(track.at(-2)).toBeCloseTo(127 + (n - 1) * 1e-5, 4)
})
