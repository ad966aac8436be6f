import { mean, median } from '../statistics.ts'

const minValues = 4
const stablePct = 5

export interface Trend {
  label: 'up' | 'down' | 'stable' | 'insufficient'
  changePct: number | null
}

/**
 * The later half of a row of values against the earlier, %: within 5 % it is stable. Of an odd number the middle one
 * belongs to the later half. Whether up is good is the caller's to say (of paces, down is).
 * Missing (`insufficient`): fewer than 4 values, an earlier half that is not positive. Source: science.md 13. Evidence D.
 */
export function trendOfHalves(values: readonly number[]): Trend {
  const half = values.length >> 1
  const earlier = mean(values.slice(0, half))
  if (values.length < minValues || !(earlier > 0)) return { label: 'insufficient', changePct: null }
  const changePct = (100 * (mean(values.slice(half)) - earlier)) / earlier
  const label = Math.abs(changePct) < stablePct ? 'stable' : changePct > 0 ? 'up' : 'down'
  return { label, changePct }
}

/**
 * Theil–Sen slope of points [x, y]: the median slope of all pairs, which a third of outliers does not move. y per x.
 * Missing (null): no two points of different x. Source: Sen 1968, J Am Stat Assoc 63:1379. Evidence A (as a method).
 */
export function theilSenSlope(points: readonly (readonly [x: number, y: number])[]): number | null {
  const slopes = points.flatMap(([x1, y1], i) =>
    points.slice(i + 1).flatMap(([x2, y2]) => (x1 === x2 ? [] : [(y2 - y1) / (x2 - x1)])),
  )
  return slopes.length === 0 ? null : median(slopes)
}
