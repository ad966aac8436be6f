/** Changes with the way in which ways are compared. */
export const routeVersion = 1

/** Points of a shape, evenly along the way. */
const POINTS = 128
const METRES_PER_DEGREE = 111_320
/** Shorter than this a way has no shape, only the trembling of a receiver. */
const LEAST_M = 400

/** A way as it is compared: metres east and north of `origin`, evenly spaced from the start to the end. */
export interface RouteShape {
  lengthM: number
  startLatDeg: number
  startLonDeg: number
  x: Float64Array
  y: Float64Array
}

/**
 * The shape of a track [lon, lat, lon, lat …], degrees, on a plane around `origin` (its own start, or that of the track it is
 * compared with): 128 points evenly along its length. Null for fewer than two places or less than 400 m.
 */
export function routeShape(
  track: readonly number[],
  origin: { latDeg: number; lonDeg: number } = { lonDeg: track[0] ?? 0, latDeg: track[1] ?? 0 },
): RouteShape | null {
  const n = track.length >> 1
  if (n < 2) return null
  const east = METRES_PER_DEGREE * Math.cos((origin.latDeg * Math.PI) / 180)
  const px = Float64Array.from({ length: n }, (_, i) => (track[2 * i]! - origin.lonDeg) * east)
  const py = Float64Array.from({ length: n }, (_, i) => (track[2 * i + 1]! - origin.latDeg) * METRES_PER_DEGREE)
  const along = new Float64Array(n)
  for (let i = 1; i < n; i++) along[i] = along[i - 1]! + Math.hypot(px[i]! - px[i - 1]!, py[i]! - py[i - 1]!)
  const lengthM = along[n - 1]!
  if (lengthM < LEAST_M) return null
  const [x, y] = [new Float64Array(POINTS), new Float64Array(POINTS)]
  for (let k = 0, i = 1; k < POINTS; k++) {
    const at = (lengthM * k) / (POINTS - 1)
    while (i < n - 1 && along[i]! < at) i++
    const span = along[i]! - along[i - 1]!
    const share = span > 0 ? (at - along[i - 1]!) / span : 0
    x[k] = px[i - 1]! + share * (px[i]! - px[i - 1]!)
    y[k] = py[i - 1]! + share * (py[i]! - py[i - 1]!)
  }
  return { lengthM, startLatDeg: track[1]!, startLonDeg: track[0]!, x, y }
}
