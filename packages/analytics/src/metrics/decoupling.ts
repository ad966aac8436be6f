import { isValidHr } from '../heart-range.ts'
import type { RecordingMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SessionContext } from '../session-context.ts'
import { maxSteadyVariation, rollingVariation } from '../steadiness.ts'
import { sessionGapSpeed, sessionGrade } from './grade-adjusted-speed.ts'

const minTimerS = 40 * 60
const minCoverage = 0.9
const maxTemperatureC = 25
/** Mean grades of the two halves further apart than this make the halves different courses. */
const maxGradeChange = 0.01

export type Decoupling =
  | { pct: number; ef1: number; ef2: number; coverage: number; reason: null }
  | { pct: null; coverage: number | null; reason: 'too_short' | 'low_coverage' }

/** Mean output per mean heart beat over the seconds [from, to) that have both, and their share. */
function halfRatio(output: Float64Array, hrBpm: Float64Array, from: number, to: number): [number, number] {
  let outputs = 0
  let beats = 0
  let n = 0
  for (let second = from; second < to; second++) {
    if (!(output[second]! > 0) || !isValidHr(hrBpm[second]!)) continue
    outputs += output[second]!
    beats += hrBpm[second]!
    n++
  }
  return [outputs / beats, n / (to - from)]
}

/**
 * Aerobic decoupling, %: 100 · (r1 − r2)/r1, r = mean output / mean heart rate of a half of timer time, only seconds
 * with output > 0 and a valid heart rate. Positive: the heart drifted up. 1 Hz grids of equal length.
 * Missing (null): under 40 min, under 90 % of such seconds in a half. < 5 good, 5–10 moderate (convention).
 * Source: Friel; GoldenCheetah AerobicDecoupling. Evidence C.
 */
export function decouple(output: Float64Array, hrBpm: Float64Array): Decoupling {
  const n = Math.min(output.length, hrBpm.length)
  if (n < minTimerS) return { pct: null, coverage: null, reason: 'too_short' }
  const half = n >> 1
  const [ef1, first] = halfRatio(output, hrBpm, 0, half)
  const [ef2, second] = halfRatio(output, hrBpm, half, n)
  const coverage = Math.min(first, second)
  if (coverage < minCoverage) return { pct: null, coverage, reason: 'low_coverage' }
  return { pct: (100 * (ef1 - ef2)) / ef1, ef1, ef2, coverage, reason: null }
}

function mean(values: Float64Array, from = 0, to = values.length): number {
  let sum = 0
  let n = 0
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i]!)) continue
    sum += values[i]!
    n++
  }
  return sum / n
}

/** What besides fatigue explains a drift; with one of these the number stands, the verdict does not. */
function disturbances({ grid, memo }: SessionContext, output: Float64Array): string[] {
  const half = grid.seconds >> 1
  const grade = memo(sessionGrade)
  const gradeChange = grade === null ? 0 : Math.abs(mean(grade, 0, half) - mean(grade, half))
  return [
    ...(grid.temperatureC !== null && mean(grid.temperatureC) > maxTemperatureC ? ['heat'] : []),
    ...(gradeChange > maxGradeChange ? ['grade_change'] : []),
    ...((rollingVariation(output) ?? 0) > maxSteadyVariation ? ['intervals'] : []),
  ]
}

function compute(session: SessionContext): MetricResult | null {
  const { family, grid, memo } = session
  if (family !== 'run' && family !== 'bike') return null
  const method = family === 'run' ? 'gap_speed_per_hr' : 'power_per_hr'
  const output = family === 'run' ? memo(sessionGapSpeed) : grid.powerW
  if (output === null) return notFound(method, [family === 'run' ? 'speed' : 'power'])
  if (grid.hrBpm === null) return notFound(method, ['hr'])
  const result = decouple(output, grid.hrBpm)
  if (result.pct === null) return notFound(method, [result.reason], { coverage: result.coverage })
  const { pct, ef1, ef2, coverage } = result
  const disturbed = disturbances(session, output)
  return found(pct, method, {
    coverage,
    confidence: disturbed.length > 0 ? 'estimated' : 'high',
    detail: { ef1, ef2, disturbed },
  })
}

/** `detail.disturbed` (heat, grade_change, intervals) is not empty where no verdict should be drawn. */
export const decouplingPct: RecordingMetric = {
  grain: 'activity',
  id: 'decoupling_pct',
  unit: '%',
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Friel; GoldenCheetah AerobicDecoupling',
  formula: '100 · ({detail.ef1} − {detail.ef2}) / {detail.ef1}',
  compute,
}
