/** Longest hole between two valid samples that is bridged, seconds (smart recording). */
export const maxHoleS = 25
/** Guards memory against a broken clock: no timer runs longer. */
const maxTimerS = 7 * 86_400

/** Where the samples of one stretch of an activity lie on its timer. */
export interface TimerClock {
  /** Whole timer seconds of the stretch: the length of every grid made with this clock. */
  seconds: number
  /** Sample numbers in time order, those outside the stretch or in a pause left out. */
  sample: Int32Array
  /** Timer seconds of each of them. */
  timerS: Float64Array
  /** Which run of the timer it belongs to; pauses separate runs. */
  run: Int32Array
}

/** Sample numbers with `startS ≤ time ≤ endS` in time order; equal times keep file order. */
export function samplesBetween(timeS: Float64Array, startS: number, endS: number): Int32Array {
  const inside = new Int32Array(timeS.length)
  let n = 0
  let ordered = true
  let previous = -Infinity
  for (let i = 0; i < timeS.length; i++) {
    const time = timeS[i]!
    if (!(time >= startS && time <= endS)) continue
    if (time < previous) ordered = false
    previous = time
    inside[n++] = i
  }
  const samples = inside.subarray(0, n)
  return ordered ? samples : samples.sort((a, b) => timeS[a]! - timeS[b]! || a - b)
}

/**
 * Maps wall time to timer time: seconds since `startS` without the paused windows `[from, to)`.
 * Times are Unix seconds in file order; they may repeat or step back. Source: FIT timer events (science.md 0.1).
 */
export function timerClock(
  timeS: Float64Array,
  startS: number,
  endS: number,
  pauses: readonly (readonly [number, number])[],
): TimerClock {
  const windows = pauses
    .map(([from, to]) => [Math.max(from, startS), Math.min(to, endS)] as const)
    .filter(([from, to]) => to > from)
    .sort((a, b) => a[0] - b[0])
  const inside = samplesBetween(timeS, startS, endS)
  const timerS = new Float64Array(inside.length)
  const run = new Int32Array(inside.length)
  let kept = 0
  let next = 0
  let pausedS = 0
  let pausedUntil = -Infinity
  const passPause = (): void => {
    const [from, to] = windows[next++]!
    pausedS += Math.max(0, to - Math.max(from, pausedUntil))
    pausedUntil = Math.max(pausedUntil, to)
  }
  for (const sample of inside) {
    const time = timeS[sample]!
    while (next < windows.length && windows[next]![0] <= time) passPause()
    if (time < pausedUntil) continue
    inside[kept] = sample
    timerS[kept] = Math.round((time - startS - pausedS) * 1000) / 1000
    run[kept] = next
    kept++
  }
  while (next < windows.length) passPause()
  return {
    seconds: Math.min(Math.max(0, Math.round(endS - startS - pausedS)), maxTimerS),
    sample: inside.subarray(0, kept),
    timerS: timerS.subarray(0, kept),
    run: run.subarray(0, kept),
  }
}

/**
 * One value per second of timer time; NaN is missing.
 * Valid is `low ≤ value ≤ high`. Holes of at most 25 s between valid samples are filled linearly, longer ones and both
 * ends stay missing, and nothing is filled across a pause. Of two samples at one instant the later one counts.
 * Source: science.md 0.1; 25 s is GoldenCheetah's high-water mark for smart recording. Evidence C.
 */
export function gridChannel(clock: TimerClock, values: Float64Array, low = -Infinity, high = Infinity): Float64Array {
  const { seconds, sample, timerS, run } = clock
  const grid = new Float64Array(seconds).fill(NaN)
  let previousS = NaN
  let previousValue = NaN
  let previousRun = -1
  for (let i = 0; i < sample.length; i++) {
    const value = values[sample[i]!]!
    if (!(value >= low && value <= high)) continue
    const atS = timerS[i]!
    const gapS = atS - previousS
    if (run[i] === previousRun && gapS > 1 / 1000 && gapS <= maxHoleS) {
      const slope = (value - previousValue) / gapS
      const end = Math.min(Math.ceil(atS), seconds)
      for (let second = Math.floor(previousS) + 1; second < end; second++) {
        grid[second] = previousValue + slope * (second - previousS)
      }
    }
    if (Number.isInteger(atS) && atS < seconds) grid[atS] = value
    previousS = atS
    previousValue = value
    previousRun = run[i]!
  }
  return grid
}

/** The grid of a bare series, from its first sample to its last. */
export function gridSeries(
  timeS: Float64Array,
  values: Float64Array,
  pauses: readonly (readonly [number, number])[] = [],
): Float64Array {
  if (timeS.length === 0) return new Float64Array()
  let first = Infinity
  let last = -Infinity
  for (const time of timeS) {
    first = Math.min(first, time)
    last = Math.max(last, time)
  }
  return gridChannel(timerClock(timeS, first, first + Math.floor(last - first) + 1, pauses), values)
}

/** Values with single-sample spikes removed: the median of three neighbouring valid ones, ends unchanged. */
export function medianOf3(clock: TimerClock, values: Float64Array): Float64Array {
  const smooth = new Float64Array(values)
  const valid = clock.sample.filter((sample) => !Number.isNaN(values[sample]!))
  for (let i = 1; i + 1 < valid.length; i++) {
    const [a, b, c] = [values[valid[i - 1]!]!, values[valid[i]!]!, values[valid[i + 1]!]!]
    smooth[valid[i]!] = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
  }
  return smooth
}
