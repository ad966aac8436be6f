import { pickLargestTriangles } from '@rc/domain'

/** A line breaks where nothing was recorded for longer than this. */
const GAP_S = 25

export interface Series {
  timeS: number[]
  /** `null` breaks the line. */
  value: (number | null)[]
}

/**
 * One quantity over time, thinned to about `points` values by largest triangles; its least and its greatest value are
 * always kept. NaN is "not recorded": two values further apart than 25 s (than three usual intervals, where the device
 * records more rarely) have a `null` between them. Values whose time steps back are left out. Times are seconds after
 * `startS`, to the millisecond.
 */
export function downsampleSeries(
  timeS: Float64Array,
  value: Float64Array,
  startS: number,
  points: number,
  decimals: number,
): Series {
  const { x, y } = compact(timeS, value)
  const result: Series = { timeS: [], value: [] }
  const scale = 10 ** decimals
  const put = (t: number, v: number | null) => {
    result.timeS.push(Math.round((t - startS) * 1000) / 1000)
    result.value.push(v === null ? null : Math.round(v * scale) / scale)
  }
  const extremes = [indexOfExtreme(y, -1), indexOfExtreme(y, 1)]
  for (const [from, to] of findRuns(x)) {
    if (from > 0) put(((x[from - 1] as number) + (x[from] as number)) / 2, null)
    const share = Math.max(2, Math.round((points * (to - from)) / x.length))
    for (const i of pickLargestTriangles(x, y, from, to, share, extremes)) put(x[i] as number, y[i] as number)
  }
  return result
}

/** The recorded values in ascending time. */
function compact(timeS: Float64Array, value: Float64Array): { x: Float64Array; y: Float64Array } {
  const x = new Float64Array(timeS.length)
  const y = new Float64Array(timeS.length)
  let n = 0
  for (let i = 0; i < timeS.length; i++) {
    const [t, v] = [timeS[i] as number, value[i] as number]
    if (Number.isNaN(v) || (n > 0 && t <= (x[n - 1] as number))) continue
    x[n] = t
    y[n++] = v
  }
  return { x: x.subarray(0, n), y: y.subarray(0, n) }
}

/** Stretches [from, to) without a gap. */
function findRuns(x: Float64Array): [number, number][] {
  const gapS = longestStep(x)
  const runs: [number, number][] = []
  let from = 0
  for (let i = 1; i <= x.length; i++) {
    if (i < x.length && (x[i] as number) - (x[i - 1] as number) <= gapS) continue
    runs.push([from, i])
    from = i
  }
  return x.length === 0 ? [] : runs
}

/** `GAP_S`, or three median steps where that is longer; most devices are so regular that nothing has to be sorted. */
function longestStep(x: Float64Array): number {
  let short = 0
  for (let i = 1; i < x.length; i++) if ((x[i] as number) - (x[i - 1] as number) <= GAP_S / 3) short++
  if (2 * short >= x.length) return GAP_S
  const steps = x.subarray(1).map((t, i) => t - (x[i] as number))
  return Math.max(GAP_S, 3 * (steps.sort()[steps.length >> 1] ?? 0))
}

function indexOfExtreme(y: Float64Array, sign: 1 | -1): number {
  let best = 0
  for (let i = 1; i < y.length; i++) if (sign * (y[i] as number) > sign * (y[best] as number)) best = i
  return best
}

export interface Track {
  timeS: number[]
  latDeg: number[]
  lonDeg: number[]
}

/** The way on the ground, thinned to about `points` places by largest triangles; null where there are no positions. */
export function downsampleTrack(
  timeS: Float64Array,
  latDeg: Float64Array,
  lonDeg: Float64Array,
  startS: number,
  points: number,
): Track | null {
  const placed = new Uint32Array(timeS.length)
  let n = 0
  for (let i = 0; i < timeS.length; i++) if (!Number.isNaN(latDeg[i]) && !Number.isNaN(lonDeg[i])) placed[n++] = i
  if (n === 0) return null
  const lat = new Float64Array(n)
  const x = new Float64Array(n)
  // Degrees of longitude get shorter towards the poles.
  const shrink = Math.cos(((latDeg[placed[0] as number] as number) * Math.PI) / 180)
  for (let i = 0; i < n; i++) {
    lat[i] = latDeg[placed[i] as number] as number
    x[i] = (lonDeg[placed[i] as number] as number) * shrink
  }
  const kept = pickLargestTriangles(x, lat, 0, n, points).map((i) => placed[i] as number)
  const round = (degrees: number | undefined) => Math.round((degrees as number) * 1e6) / 1e6
  return {
    timeS: kept.map((i) => Math.round(((timeS[i] as number) - startS) * 1000) / 1000),
    latDeg: kept.map((i) => round(latDeg[i])),
    lonDeg: kept.map((i) => round(lonDeg[i])),
  }
}
