/**
 * Largest-triangle-three-buckets: the `points` indices of the curve (x, y) between `from` and `to` (exclusive) whose
 * line looks most like that of all points. The first, the last and the indices in `keep` are always among them.
 * Source: S. Steinarsson, Downsampling Time Series for Visual Representation, 2013.
 */
export function pickLargestTriangles(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  points: number,
  keep: readonly number[] = [],
): number[] {
  const n = to - from
  if (n <= Math.max(points, 2)) return Array.from({ length: n }, (_, i) => from + i)
  const buckets = Math.max(points - 2, 1)
  const startOf = (bucket: number) => from + 1 + Math.floor((bucket * (n - 2)) / buckets)
  const wanted = keep.toSorted((a, b) => a - b)
  let next = wanted.findIndex((i) => i > from)
  const picked = [from]
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = startOf(bucket)
    const end = startOf(bucket + 1)
    const before = picked.length
    for (; (wanted[next] ?? end) < end; next++) picked.push(wanted[next] as number)
    if (picked.length === before)
      picked.push(largestTriangle(x, y, picked[before - 1] as number, start, end, Math.min(startOf(bucket + 2), to)))
  }
  picked.push(to - 1)
  return picked
}

/** The point in [start, end) that spans the largest triangle with `before` and the mean of [end, nextEnd). */
function largestTriangle(
  x: Float64Array,
  y: Float64Array,
  before: number,
  start: number,
  end: number,
  nextEnd: number,
): number {
  let meanX = 0
  let meanY = 0
  const stop = Math.max(nextEnd, end + 1)
  for (let i = end; i < stop; i++) {
    meanX += x[i] as number
    meanY += y[i] as number
  }
  meanX /= stop - end
  meanY /= stop - end
  const [ax, ay] = [x[before] as number, y[before] as number]
  let best = start
  let largest = -1
  for (let i = start; i < end; i++) {
    const area = Math.abs((ax - meanX) * ((y[i] as number) - ay) - (ax - (x[i] as number)) * (meanY - ay))
    if (area > largest) {
      largest = area
      best = i
    }
  }
  return best
}
