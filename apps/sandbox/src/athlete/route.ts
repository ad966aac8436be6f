import type { Place } from './places.ts'
import { createRandom } from './random.ts'

/** One lap around the place, cut into equal steps of distance. */
export interface Route {
  loopM: number
  stepM: number
  latDeg: Float64Array
  lonDeg: Float64Array
  altitudeM: Float64Array
  /** Slope of the step that starts here, rise over run. */
  grade: Float64Array
}

const steps = 720
const metresPerDegree = 111_320
const known = new Map<Place, Route>()

export function routeOf(place: Place): Route {
  const route = known.get(place) ?? drawRoute(place)
  known.set(place, route)
  return route
}

function drawRoute(place: Place): Route {
  const random = createRandom('route', place.id)
  const waves = [2, 3, 5].map((n) => ({
    n,
    size: (place.bend * random.between(0.4, 1)) / n / n,
    phase: random.between(0, 6.28),
  }))
  const radius = (angle: number) => waves.reduce((r, w) => r + w.size * Math.cos(w.n * angle + w.phase), 1)

  // The curve at many angles, then evenly spaced along its length.
  const fine = Array.from({ length: steps * 8 + 1 }, (_, i) => {
    const angle = (i / (steps * 8)) * 2 * Math.PI
    return { x: radius(angle) * Math.cos(angle), y: radius(angle) * Math.sin(angle) }
  })
  const along = new Float64Array(fine.length)
  for (let i = 1; i < fine.length; i++)
    along[i] = along[i - 1]! + Math.hypot(fine[i]!.x - fine[i - 1]!.x, fine[i]!.y - fine[i - 1]!.y)
  const scale = place.loopM / along.at(-1)!

  const hills = [1, 2, 3, 7].map((n) => ({ n, size: random.between(0.5, 1) / n, phase: random.between(0, 6.28) }))
  const height = (share: number) =>
    hills.reduce((h, w) => h + w.size * Math.sin(2 * Math.PI * w.n * share + w.phase), 0)
  const heights = Float64Array.from({ length: steps }, (_, i) => height(i / steps))
  const lowest = Math.min(...heights)
  const relief = place.reliefM / (Math.max(...heights) - lowest)

  // Turned about its start.
  const bearing = random.between(0, 2 * Math.PI)
  const [cos, sin] = [Math.cos(bearing), Math.sin(bearing)]

  const stepM = place.loopM / steps
  const route: Route = {
    loopM: place.loopM,
    stepM,
    latDeg: new Float64Array(steps),
    lonDeg: new Float64Array(steps),
    altitudeM: heights.map((h) => place.altitudeM + (h - lowest) * relief),
    grade: new Float64Array(steps),
  }
  for (let i = 0, f = 0; i < steps; i++) {
    while (along[f + 1]! * scale < i * stepM) f++
    const share = (i * stepM - along[f]! * scale) / ((along[f + 1]! - along[f]!) * scale)
    const x = (fine[f]!.x + share * (fine[f + 1]!.x - fine[f]!.x) - fine[0]!.x) * scale
    const y = (fine[f]!.y + share * (fine[f + 1]!.y - fine[f]!.y) - fine[0]!.y) * scale
    route.latDeg[i] = place.latDeg + (x * sin + y * cos) / metresPerDegree
    route.lonDeg[i] = place.lonDeg + (x * cos - y * sin) / metresPerDegree / Math.cos((place.latDeg * Math.PI) / 180)
    route.grade[i] = (route.altitudeM[(i + 1) % steps]! - route.altitudeM[i]!) / stepM
  }
  return route
}

/** Index of the step and how far into it, after `distanceM` from the start of the loop. */
export function locate(route: Route, distanceM: number): { index: number; next: number; share: number } {
  const onLoop = (distanceM % route.loopM) / route.stepM
  const index = Math.floor(onLoop) % steps
  return { index, next: (index + 1) % steps, share: onLoop - Math.floor(onLoop) }
}

export const between = (column: Float64Array, at: { index: number; next: number; share: number }): number =>
  column[at.index]! + at.share * (column[at.next]! - column[at.index]!)
