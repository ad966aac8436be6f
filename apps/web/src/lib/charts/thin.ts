import { lowerBound, type Point, type Series } from './series.ts'

/**
 * What a line `points` pixels wide needs of the series between `from` and `to`, one neighbour beyond each edge so that
 * it runs off the screen. Each recorded stretch is thinned by largest triangles (Steinarsson 2013); NaN stays between.
 */
export function thinWindow(series: Series, from: number, to: number, points: number): Point[] {
  const { x, y } = series
  const start = Math.max(0, lowerBound(x, from) - 1)
  const end = Math.min(x.length, lowerBound(x, to) + 2)
  const result: Point[] = []
  let runStart = -1
  for (let i = start; i <= end; i++) {
    const broken = i === end || Number.isNaN(y[i] as number)
    if (!broken && runStart < 0) runStart = i
    if (!broken || runStart < 0) continue
    const share = Math.max(2, Math.round((points * (i - runStart)) / (end - start)))
    thinRun(series, runStart, i, share, result)
    if (i < end) result.push({ x: x[i] as number, y: Number.NaN })
    runStart = -1
  }
  return result
}

function thinRun({ x, y }: Series, from: number, to: number, points: number, out: Point[]): void {
  const put = (i: number): number => out.push({ x: x[i] as number, y: y[i] as number })
  if (to - from <= points || points < 3) {
    if (to - from <= points) for (let i = from; i < to; i++) put(i)
    else [from, to - 1].forEach(put)
    return
  }
  const bucketEnd = (bucket: number): number => from + 1 + Math.floor(((to - from - 2) * bucket) / (points - 2))
  put(from)
  let last = from
  for (let bucket = 0; bucket < points - 2; bucket++) {
    const [low, high, next] = [bucketEnd(bucket), bucketEnd(bucket + 1), Math.min(bucketEnd(bucket + 2), to)]
    last = largestTriangle({ x, y }, last, low, high, Math.max(next, high + 1))
    put(last)
  }
  put(to - 1)
}

/** The index in [low, high) that spans the largest triangle with `last` and the middle of [high, next). */
function largestTriangle({ x, y }: Series, last: number, low: number, high: number, next: number): number {
  let [meanX, meanY] = [0, 0]
  for (let i = high; i < next; i++) {
    meanX += x[i] as number
    meanY += y[i] as number
  }
  meanX /= next - high
  meanY /= next - high
  const [x0, y0] = [x[last] as number, y[last] as number]
  let [best, largest] = [low, -1]
  for (let i = low; i < high; i++) {
    const area = Math.abs((x0 - meanX) * ((y[i] as number) - y0) - (x0 - (x[i] as number)) * (meanY - y0))
    if (area > largest) [best, largest] = [i, area]
  }
  return best
}
