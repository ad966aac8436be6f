import { pickLargestTriangles } from '@rc/domain'
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
    for (const at of pickLargestTriangles(x, y, runStart, i, share))
      result.push({ x: x[at] as number, y: y[at] as number })
    if (i < end) result.push({ x: x[i] as number, y: Number.NaN })
    runStart = -1
  }
  return result
}
