import type { MetricPart, RecordingMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'

const powerDurationsS = [
  1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10800,
  14400, 18000,
] as const
const hrDurationsS = [5, 60, 300, 600, 1200, 1800, 3600] as const

/** Best 20 minutes carry the FTP suggestion, best 5 seconds the maximum heart rate. */
const powerHeadlineS = 1200
const hrHeadlineS = 5

/**
 * Highest mean of a 1 Hz stream over each duration (whole seconds), in the stream's unit; null where the stream is
 * shorter. Missing seconds count as 0 (`zero`: power) or void every window they lie in (`void`: heart rate).
 * Prefix sums: linear per duration. Source: science.md 8.5. Evidence C.
 */
export function meanMax(
  stream: Float64Array,
  durationsS: readonly number[],
  gaps: 'zero' | 'void' = 'zero',
): (number | null)[] {
  const n = stream.length
  const sums = new Float64Array(n + 1)
  const holes = new Int32Array(n + 1)
  for (let i = 0; i < n; i++) {
    const missing = Number.isNaN(stream[i]!)
    sums[i + 1] = sums[i]! + (missing ? 0 : stream[i]!)
    holes[i + 1] = holes[i]! + (missing && gaps === 'void' ? 1 : 0)
  }
  return durationsS.map((duration) => {
    let best = -Infinity
    for (let end = duration; end <= n; end++) {
      const sum = sums[end]! - sums[end - duration]!
      if (sum > best && holes[end] === holes[end - duration]) best = sum
    }
    return best === -Infinity ? null : best / duration
  })
}

/** The curve as far as it goes; its headline duration is the value. */
function curveResult(
  stream: Float64Array,
  durationsS: readonly number[],
  headlineS: number,
  gaps: 'zero' | 'void',
): MetricResult {
  const method = `best_${headlineS}s`
  const values = meanMax(stream, durationsS, gaps)
  const value = values[durationsS.indexOf(headlineS)] ?? null
  const curve = durationsS.flatMap((durationS, i) => (values[i] == null ? [] : [{ durationS, value: values[i] }]))
  return value === null
    ? notFound(method, ['too_short'], { detail: { curve } })
    : found(value, method, { detail: { curve } })
}

/** `300`: the highest mean of so many seconds. */
const partOf =
  (unit: string) =>
  (detail: Readonly<Record<string, unknown>>, part: string): MetricPart | null => {
    const curve = detail['curve'] as { durationS: number; value: number }[] | undefined
    const point = curve?.find(({ durationS }) => String(durationS) === part)
    if (point === undefined) return null
    const { value, durationS } = point
    return { value, unit, formula: 'highest mean of {durationS} s', quantities: { durationS } }
  }

/** Value: best 20-minute power, W; `detail.curve`: the whole curve, also of a shorter ride. */
export const meanMaxPowerW: RecordingMetric = {
  grain: 'activity',
  id: 'mean_max_power_w',
  unit: 'W',
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Mean-maximal power, Allen & Coggan',
  formula: 'highest mean of 1200 s',
  compute: ({ grid }) =>
    grid.powerW === null ? null : curveResult(grid.powerW, powerDurationsS, powerHeadlineS, 'zero'),
  partOf: partOf('W'),
}

/** Value: highest 5-second mean heart rate, bpm; `detail.curve` as above. */
export const meanMaxHr: RecordingMetric = {
  grain: 'activity',
  id: 'mean_max_hr',
  unit: 'bpm',
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Mean of 5 s, so that a single spike is no maximum; our own choice',
  formula: 'highest mean of 5 s',
  compute: ({ grid }) => (grid.hrBpm === null ? null : curveResult(grid.hrBpm, hrDurationsS, hrHeadlineS, 'void')),
  partOf: partOf('bpm'),
}
