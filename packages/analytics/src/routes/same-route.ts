import type { RouteShape } from './route-shape.ts'

/** Lengths of one way differ by receivers and by which side of the road was taken. */
const LENGTH_TOLERANCE = 0.08
/** Receivers and thinned tracks are off by about this, metres. */
const GPS_M = 40

/** How long the other way may be, metres: [least, most]. */
export const lengthsLike = (lengthM: number): [number, number] => [
  lengthM / (1 + LENGTH_TOLERANCE),
  lengthM * (1 + LENGTH_TOLERANCE),
]

/**
 * Whether two shapes on the same plane are one way, gone in the same direction: lengths within 8 % and a discrete Fréchet
 * distance (the shortest leash with which two can walk them, Eiter & Mannila, 1994) of at most 40 m and three quarters of the
 * spacing of their points.
 */
export function isSameRoute(a: RouteShape, b: RouteShape): boolean {
  const [least, most] = lengthsLike(a.lengthM)
  if (b.lengthM < least || b.lengthM > most) return false
  const leash = GPS_M + (0.75 * Math.max(a.lengthM, b.lengthM)) / (a.x.length - 1)
  return hasLeash(a, b, leash)
}

/** Row by row: which points of `b` can be reached together with the point of `a` without a longer leash. */
function hasLeash(a: RouteShape, b: RouteShape, leash: number): boolean {
  const m = b.x.length
  let before = new Uint8Array(m)
  for (let i = 0; i < a.x.length; i++) {
    const row = new Uint8Array(m)
    let isAny = false
    for (let j = 0; j < m; j++) {
      const reached = (i === 0 && j === 0) || before[j] === 1 || (j > 0 && (row[j - 1] === 1 || before[j - 1] === 1))
      if (!reached) continue
      const [dx, dy] = [a.x[i]! - b.x[j]!, a.y[i]! - b.y[j]!]
      if (dx * dx + dy * dy > leash * leash) continue
      row[j] = 1
      isAny = true
    }
    if (!isAny) return false
    before = row
  }
  return before[m - 1] === 1
}
