import { lowerBound, type Series } from './series.ts'

export interface Statistics {
  mean: number
  min: number
  max: number
}

/** A sample speaks for the time until the next one, but not across a hole. */
const HOLE_S = 25

/** Time-weighted mean, least and greatest value between `from` and `to` (seconds). Null without values. */
export function statisticsOf({ x, y }: Series, from: number, to: number): Statistics | null {
  let [weight, sum, min, max] = [0, 0, Infinity, -Infinity]
  for (let i = lowerBound(x, from); i < x.length && (x[i] as number) <= to; i++) {
    const value = y[i] as number
    if (Number.isNaN(value)) continue
    const span = Math.min((x[i + 1] ?? (x[i] as number) + 1) - (x[i] as number), HOLE_S)
    weight += span
    sum += span * value
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return weight > 0 ? { mean: sum / weight, min, max } : null
}

/** Metres climbed between `from` and `to`, ignoring wiggles below `noiseM`. */
export function climbOf({ x, y }: Series, from: number, to: number, noiseM = 2): number | null {
  let [base, climb] = [Number.NaN, 0]
  for (let i = lowerBound(x, from); i < x.length && (x[i] as number) <= to; i++) {
    const value = y[i] as number
    if (Number.isNaN(value)) continue
    if (Number.isNaN(base) || value <= base - noiseM) base = value
    else if (value - base >= noiseM) {
      climb += value - base
      base = value
    }
  }
  return Number.isNaN(base) ? null : climb
}
