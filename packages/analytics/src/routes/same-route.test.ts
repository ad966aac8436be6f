import { expect, test } from 'vitest'
import { routeShape, type RouteShape } from './route-shape.ts'
import { isSameRoute } from './same-route.ts'

const [lat, lon] = [37.52, 126.93]
const origin = { latDeg: lat, lonDeg: lon }
const EAST = 111_320 * Math.cos((lat * Math.PI) / 180)

/** A track through places given in metres east and north, as a receiver with some error saw it. */
function track(places: readonly [number, number][], errorM = 0): number[] {
  let seed = 7
  const error = (): number => ((seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5) * 2 * errorM
  return places.flatMap(([x, y]) => [lon + (x + error()) / EAST, lat + (y + error()) / 111_320])
}
const shape = (places: readonly [number, number][], errorM = 0): RouteShape => {
  const made = routeShape(track(places, errorM), origin)
  if (!made) throw new Error('no shape')
  return made
}

const loop: [number, number][] = Array.from({ length: 100 }, (_, i) => {
  const angle = (2 * Math.PI * i) / 99
  return [800 * Math.cos(angle) - 800, 800 * Math.sin(angle)]
})
const river: [number, number][] = Array.from({ length: 50 }, (_, i) => [100 * i, 40 * Math.sin(i / 4)])

test('a shape is as long as its way, and too short a way has none', () => {
  expect(shape(river).lengthM).toBeGreaterThan(4_900)
  expect(shape(river).lengthM).toBeLessThan(5_050)
  expect(routeShape(track([[0, 0]]))).toBeNull()
  expect(routeShape([])).toBeNull()
  expect(
    routeShape(
      track([
        [0, 0],
        [300, 0],
      ]),
    ),
  ).toBeNull()
})

test('the same way is recognised through the error of a receiver', () => {
  expect(isSameRoute(shape(loop), shape(loop, 12))).toBe(true)
  expect(isSameRoute(shape(river), shape(river, 12))).toBe(true)
})

test('backwards, on the other bank, twice around or with a detour it is another one', () => {
  expect(isSameRoute(shape(loop), shape(loop.toReversed()))).toBe(false)
  expect(isSameRoute(shape(river), shape(river.map(([x, y]) => [x, y + 250])))).toBe(false)
  expect(isSameRoute(shape(loop), shape([...loop, ...loop]))).toBe(false)
  expect(isSameRoute(shape(river), shape(river.map(([x, y], i) => [x, i > 20 && i < 25 ? y + 300 : y])))).toBe(false)
})
