import { expect, test } from 'vitest'
import { visibleStretch } from './hide-ends.ts'

/** A kilometre and a half to the east and back, every 100 m. */
const lon = [...Array.from({ length: 16 }, (_, i) => i), ...Array.from({ length: 15 }, (_, i) => 14 - i)].map(
  (i) => 127 + (i * 100) / (111_320 * Math.cos((37.5 * Math.PI) / 180)),
)
const lat = lon.map(() => 37.5)
const home = { latDeg: 37.5, lonDeg: 127, radiusM: 250 }

test('the ends inside a circle are not drawn; without one all is', () => {
  expect(visibleStretch(lat, lon, [])).toEqual([0, 31])
  expect(visibleStretch(lat, lon, [home])).toEqual([3, 28])
})

test('who only passes by is drawn', () => {
  expect(visibleStretch(lat, lon, [{ ...home, lonDeg: lon[8] as number }])).toEqual([0, 31])
})

test('of a way that never left the circle nothing is left', () => {
  const [from, to] = visibleStretch(lat, lon, [{ ...home, radiusM: 5000 }])
  expect(to - from).toBe(0)
})

test('unknown places at the ends hide nothing beyond themselves', () => {
  expect(visibleStretch([NaN, NaN, ...lat], [NaN, NaN, ...lon], [home])).toEqual([5, 30])
})
