import { encodePolyline, pickLargestTriangles } from '@rc/domain'

/** More than this is more than a small map can show. */
const MOST_POINTS = 200
/** Enough to choose from. */
const MOST_LOOKED_AT = 2_000
/** A point further than this part of the track's extent from the line through its neighbours is kept. */
const TOLERANCE = 0.004

/**
 * A track for small maps, [lon, lat, lon, lat …]: Ramer–Douglas–Peucker with a tolerance relative to the extent, then
 * thinned evenly. Longitudes are weighed by the latitude, so that a degree is as long either way. Null without positions.
 */
export function thinTrack(latDeg: Float64Array | undefined, lonDeg: Float64Array | undefined): number[] | null {
  if (!latDeg || !lonDeg) return null
  const all: number[] = []
  for (let i = 0; i < latDeg.length; i++) if (!Number.isNaN(latDeg[i]) && !Number.isNaN(lonDeg[i])) all.push(i)
  if (all.length === 0) return null
  const points = everyNth(all, MOST_LOOKED_AT)
  const scale = Math.cos((latDeg[points[0]!]! * Math.PI) / 180)
  const kept = simplify(
    Float64Array.from(points, (i) => lonDeg[i]! * scale),
    Float64Array.from(points, (i) => latDeg[i]!),
  )
  return everyNth(kept, MOST_POINTS).flatMap((k) => [round(lonDeg[points[k]!]!), round(latDeg[points[k]!]!)])
}

/** A signature of 44 px shows no more. */
const SPARK_POINTS = 28

/** The thinned track once more, as a row of a list draws it: an encoded polyline. Null without a way. */
export function sparkOf(track: readonly number[] | null): string | null {
  if (!track || track.length < 4) return null
  const lon = Float64Array.from({ length: track.length / 2 }, (_, i) => track[2 * i]!)
  const lat = Float64Array.from({ length: track.length / 2 }, (_, i) => track[2 * i + 1]!)
  return encodePolyline(pickLargestTriangles(lon, lat, 0, lon.length, SPARK_POINTS).flatMap((i) => [lon[i]!, lat[i]!]))
}

const round = (deg: number) => Math.round(deg * 1e5) / 1e5

/** At most `most` of the items, evenly spread, the first and the last among them. */
function everyNth(items: number[], most: number): number[] {
  if (items.length <= most) return items
  const step = (items.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, k) => items[Math.round(k * step)]!)
}

/** Indices that Ramer–Douglas–Peucker keeps, ascending; a stack instead of recursion. */
function simplify(x: Float64Array, y: Float64Array): number[] {
  const n = x.length
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    minX = Math.min(minX, x[i]!)
    maxX = Math.max(maxX, x[i]!)
    minY = Math.min(minY, y[i]!)
    maxY = Math.max(maxY, y[i]!)
  }
  const tolerance = TOLERANCE * Math.max(maxX - minX, maxY - minY)
  const keep = new Uint8Array(n)
  keep[0] = keep[n - 1] = 1
  const spans = [0, n - 1]
  while (spans.length > 0) {
    const to = spans.pop()!
    const from = spans.pop()!
    const [fromX, fromY] = [x[from]!, y[from]!]
    const [dx, dy] = [x[to]! - fromX, y[to]! - fromY]
    const length = Math.sqrt(dx * dx + dy * dy)
    let furthest = -1
    let far = tolerance
    for (let i = from + 1; i < to; i++) {
      const px = x[i]! - fromX
      const py = y[i]! - fromY
      const distance = length === 0 ? Math.sqrt(px * px + py * py) : Math.abs(px * dy - py * dx) / length
      if (distance > far) {
        furthest = i
        far = distance
      }
    }
    if (furthest === -1) continue
    keep[furthest] = 1
    spans.push(from, furthest, furthest, to)
  }
  return Array.from({ length: n }, (_, i) => i).filter((i) => keep[i] === 1)
}
