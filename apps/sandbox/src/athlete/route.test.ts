import { expect, test } from 'vitest'
import { away, home, triathlonVenue } from './places.ts'
import { between, locate, routeOf } from './route.ts'

const { timeZone: _zone, climate: _climate, altitudeM: _height, ...homePlaces } = home
const { timeZone: _zone2, climate: _climate2, altitudeM: _height2, ...awayPlaces } = away
const places = [
  ...Object.values(homePlaces).flat(),
  ...Object.values(awayPlaces).flat(),
  ...Object.values(triathlonVenue),
]

test.each(places)('$id is as long as it says, closed, smooth and rideable', (place) => {
  const route = routeOf(place)
  const at = (distanceM: number) => {
    const spot = locate(route, distanceM)
    return { lat: between(route.latDeg, spot), lon: between(route.lonDeg, spot) }
  }
  const gap = (a: { lat: number; lon: number }, b: { lat: number; lon: number }) =>
    Math.hypot((a.lat - b.lat) * 111_320, (a.lon - b.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180))
  let travelled = 0
  const stepM = place.loopM / 500
  for (let d = 0; d < place.loopM; d += stepM) {
    const step = gap(at(d), at(d + stepM))
    expect(step).toBeGreaterThan(0.7 * stepM)
    travelled += step
  }
  expect(travelled / place.loopM).toBeGreaterThan(0.985)
  expect(travelled / place.loopM).toBeLessThan(1.005)
  expect(gap(at(0), { lat: place.latDeg, lon: place.lonDeg })).toBeLessThan(1)
  expect(Math.min(...route.altitudeM)).toBeCloseTo(place.altitudeM)
  expect(Math.max(...route.altitudeM)).toBeCloseTo(place.altitudeM + place.reliefM)
  expect(Math.max(...route.grade.map(Math.abs))).toBeLessThan(place.id.includes('hills') ? 0.35 : 0.09)
})
