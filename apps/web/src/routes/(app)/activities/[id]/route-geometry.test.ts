import { describe, expect, test } from 'vitest'
import { scaleBar } from '#lib/maps/scale-bar.ts'
import { beadStep, fitRoute, stretchesOf } from './route-geometry.ts'

test('the track fills the frame without being bent', () => {
  const track = {
    timeS: Float64Array.of(0, 100, 200),
    latDeg: Float64Array.of(37.5, 37.51, 37.5),
    lonDeg: Float64Array.of(127, 127.02, 127.04),
  }
  const { places, placeAt, pxPerM } = fitRoute(track, 700, 220, 20)
  expect(places.every(([x, y]) => x >= 19.9 && x <= 680.1 && y >= 19.9 && y <= 200.1)).toBe(true)
  // One degree of longitude is cos(37.5°) of one of latitude.
  const [wide, high] = [(places[2]?.[0] ?? 0) - (places[0]?.[0] ?? 0), (places[0]?.[1] ?? 0) - (places[1]?.[1] ?? 0)]
  expect(wide / high).toBeCloseTo(4 * Math.cos((37.505 * Math.PI) / 180), 2)
  expect(high / pxPerM).toBeCloseTo(1113, 0)
  expect(placeAt(50)).toEqual([
    ((places[0]?.[0] ?? 0) + (places[1]?.[0] ?? 0)) / 2,
    ((places[0]?.[1] ?? 0) + (places[1]?.[1] ?? 0)) / 2,
  ])
})

test('a track that never moved still has a place', () => {
  const still = { timeS: Float64Array.of(0, 1), latDeg: Float64Array.of(37, 37), lonDeg: Float64Array.of(127, 127) }
  expect(fitRoute(still, 300, 200, 20).places.flat().every(Number.isFinite)).toBe(true)
})

test('scale and beads are round', () => {
  expect(scaleBar(0.15, 100)).toEqual({ metres: 500, px: 75 })
  expect([3000, 13_400, 42_195, 180_000].map((metres) => beadStep(metres, 12))).toEqual([1, 2, 5, 20])
})

describe('stretches of a zone', () => {
  test('join where the zone stays', () =>
    expect(stretchesOf([2, 2, 2, 4, 4, 4], 2)).toEqual([
      { zone: 2, from: 0, to: 2 },
      { zone: 4, from: 2, to: 5 },
    ]))
  test('a flicker is no stretch', () =>
    expect(stretchesOf([2, 2, 2, 2, 3, 2, 2, 2], 3)).toEqual([{ zone: 2, from: 0, to: 7 }]))
})
