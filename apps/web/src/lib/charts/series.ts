/** Values of one quantity over an ascending x; NaN breaks the line. */
export interface Series {
  x: Float64Array
  y: Float64Array
}
export interface Point {
  x: number
  y: number
}

export const seriesOf = (x: readonly number[], y: readonly (number | null)[]): Series => ({
  x: Float64Array.from(x),
  y: Float64Array.from(y, (value) => value ?? Number.NaN),
})

/** First index whose x is not below `at`; the length when there is none. */
export function lowerBound(x: Float64Array, at: number): number {
  let [low, high] = [0, x.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((x[middle] as number) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The recorded point nearest to `at`, unless a gap lies there. */
export function pointAt({ x, y }: Series, at: number): Point | null {
  const right = lowerBound(x, at)
  const nearer =
    right > 0 && (right === x.length || at - (x[right - 1] as number) < (x[right] as number) - at) ? right - 1 : right
  const value = y[nearer]
  return value === undefined || Number.isNaN(value) ? null : { x: x[nearer] as number, y: value }
}

export const valueAt = (series: Series, at: number): number | null => pointAt(series, at)?.y ?? null

/** y at `at` on the straight line between its neighbours; beyond the ends the end value. For distance against time. */
export const interpolate = (series: Series, at: number): number => between(series, lowerBound(series.x, at), at)

/** The same at each of many ascending places, in one walk along both. */
export function interpolateAll(series: Series, places: Float64Array): Float64Array {
  let right = 0
  return places.map((at) => {
    while (right < series.x.length && (series.x[right] as number) < at) right++
    return between(series, right, at)
  })
}

function between({ x, y }: Series, right: number, at: number): number {
  if (x.length === 0) return Number.NaN
  if (right === 0) return y[0] as number
  if (right === x.length) return y[x.length - 1] as number
  const [x0, x1, y0, y1] = [x[right - 1], x[right], y[right - 1], y[right]] as [number, number, number, number]
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (at - x0)) / (x1 - x0)
}

/** Of more values every so manieth speaks for its neighbours: sorting them all would cost a frame on a phone. */
const MOST_SORTED = 1500

/** Where y lies, spikes left out: between the given shares of the values inside [from, to]. Null without values. */
export function spread({ x, y }: Series, from: number, to: number, low = 0.005, high = 0.995): [number, number] | null {
  const [start, end] = [lowerBound(x, from), Math.min(y.length, lowerBound(x, to) + 1)]
  const step = Math.max(1, Math.ceil((end - start) / MOST_SORTED))
  const inside = new Float64Array(Math.ceil(Math.max(0, end - start) / step))
  let count = 0
  for (let i = start; i < end; i += step) {
    const value = y[i] as number
    if (!Number.isNaN(value)) inside[count++] = value
  }
  if (count === 0) return null
  inside.subarray(0, count).sort()
  const at = (share: number): number => inside[Math.round(share * (count - 1))] as number
  return [at(low), at(high)]
}
