/** More than this is more than a small map can show. */
const MOST_POINTS = 200
/** A point further than this part of the track's extent from the line through its neighbours is kept. */
const TOLERANCE = 0.004

/**
 * A track for small maps, [lon, lat, lon, lat …]: Ramer–Douglas–Peucker with a tolerance relative to the extent, then
 * thinned evenly. Longitudes are weighed by the latitude, so that a degree is as long either way. Null without positions.
 */
export function thinTrack(latDeg: Float64Array | undefined, lonDeg: Float64Array | undefined): number[] | null {
  if (!latDeg || !lonDeg) return null
  const points: number[] = []
  for (let i = 0; i < latDeg.length; i++) if (!Number.isNaN(latDeg[i]) && !Number.isNaN(lonDeg[i])) points.push(i)
  if (points.length === 0) return null
  const scale = Math.cos((latDeg[points[0]!]! * Math.PI) / 180)
  const x = (i: number) => lonDeg[points[i]!]! * scale
  const y = (i: number) => latDeg[points[i]!]!

  const kept = simplify(points.length, x, y)
  const step = Math.max(1, (kept.length - 1) / (MOST_POINTS - 1))
  const track: number[] = []
  for (let k = 0; k < kept.length - 1 + step; k += step) {
    const i = points[kept[Math.min(Math.round(k), kept.length - 1)]!]!
    track.push(round(lonDeg[i]!), round(latDeg[i]!))
  }
  return track
}

const round = (deg: number) => Math.round(deg * 1e5) / 1e5

/** Indices that Ramer–Douglas–Peucker keeps, ascending; a stack instead of recursion. */
function simplify(n: number, x: (i: number) => number, y: (i: number) => number): number[] {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    minX = Math.min(minX, x(i))
    maxX = Math.max(maxX, x(i))
    minY = Math.min(minY, y(i))
    maxY = Math.max(maxY, y(i))
  }
  const tolerance = TOLERANCE * Math.max(maxX - minX, maxY - minY)
  const keep = new Uint8Array(n)
  keep[0] = keep[n - 1] = 1
  const spans: [number, number][] = [[0, n - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    const [dx, dy] = [x(to) - x(from), y(to) - y(from)]
    const length = Math.hypot(dx, dy)
    let [furthest, far] = [-1, tolerance]
    for (let i = from + 1; i < to; i++) {
      const [px, py] = [x(i) - x(from), y(i) - y(from)]
      const distance = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length
      if (distance > far) [furthest, far] = [i, distance]
    }
    if (furthest === -1) continue
    keep[furthest] = 1
    spans.push([from, furthest], [furthest, to])
  }
  return Array.from({ length: n }, (_, i) => i).filter((i) => keep[i] === 1)
}
