import type { AnalysisOptions } from '../activity-input.ts'
import type { SessionContext } from '../session-context.ts'

/** The grades Minetti measured; the polynomial is not used outside. */
const maxGrade = 0.45
const clampGrade = (grade: number): number => Math.min(Math.max(grade, -maxGrade), maxGrade)

/**
 * Energy cost of running on a slope, J·kg⁻¹·m⁻¹: 155.4i⁵ − 30.4i⁴ − 43.3i³ + 46.3i² + 19.5i + 3.6, i = rise/run clamped
 * to ±0.45. Source: Minetti et al. 2002, J Appl Physiol 93:1039 (ten runners on a treadmill). Evidence B.
 */
export function minettiCost(grade: number): number {
  const i = clampGrade(grade)
  return ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + 3.6
}

/** How much harder than flat the slope is by energy cost: cost / flat cost. Understates the load of running downhill. */
export const gapFactorMinetti = (grade: number): number => minettiCost(grade) / 3.6

/**
 * How much harder than flat the slope is by heart rate: a fifth-degree fit through Strava's published curve, grade in
 * percent, scaled to 1 on the flat, clamped to ±45 %. Source: Strava Engineering, "An improved GAP model", 2017, as
 * fitted in Elevate. Evidence C.
 */
export function gapFactorStravaFit(grade: number): number {
  const p = clampGrade(grade) * 100
  return (
    ((((-2.6628107325930747e-9 * p - 3.686186584867523e-7) * p + 4.0662425671715924e-7) * p + 0.0018083953212790634) *
      p +
      0.029290920646623777) *
      p +
    1
  )
}

export const gapFactors: Record<AnalysisOptions['gapModel'], (grade: number) => number> = {
  minetti2002: gapFactorMinetti,
  strava_fit: gapFactorStravaFit,
}

/** Speed on the flat that costs as much as `speedMps` on the grade, m/s. NaN stays NaN. */
export const gapSpeed = (speedMps: number, grade: number, factor = gapFactorMinetti): number => speedMps * factor(grade)

/** `gapSpeed` of every second; an unknown grade is flat, no grades at all leave the speed as it is. */
export const gradedSpeed = (
  speedMps: Float64Array,
  grade: Float64Array | null,
  factor: (grade: number) => number,
): Float64Array =>
  grade === null ? speedMps : speedMps.map((speed, second) => gapSpeed(speed, grade[second] || 0, factor))

const halfWindowM = 20
/** Less road than this inside the window is standing or GPS drift. */
const minWindowM = 5

/**
 * Grade (rise/run) at every point of a cumulative distance: altitude difference over a centred 40 m window, altitude
 * linear in distance, the window cut at both ends of what is known, clamped to ±0.45.
 * 0 where less than 5 m lie inside the window or the distance is missing; missing altitudes are bridged along the
 * distance, so without any altitude every grade is 0. Arrays of equal length, metres, NaN missing. Evidence D.
 */
export function gradeSeries(distanceM: Float64Array, altitudeM: Float64Array): Float64Array {
  const n = distanceM.length
  const grade = new Float64Array(n)
  const along = new Float64Array(n)
  const knotM = new Float64Array(n)
  const knotAltitudeM = new Float64Array(n)
  let knots = 0
  let furthest = -Infinity
  for (let i = 0; i < n; i++) {
    const at = distanceM[i]!
    if (at > furthest) furthest = at
    along[i] = Number.isNaN(at) ? NaN : furthest
    if (Number.isNaN(at) || Number.isNaN(altitudeM[i]!)) continue
    knotM[knots] = furthest
    knotAltitudeM[knots++] = altitudeM[i]!
  }
  if (knots < 2) return grade
  const [start, end] = [knotM[0]!, knotM[knots - 1]!]
  const altitudeFrom = (knot: number, at: number): number => {
    const width = knotM[knot + 1]! - knotM[knot]!
    const share = width > 0 ? (at - knotM[knot]!) / width : 0
    return knotAltitudeM[knot]! + share * (knotAltitudeM[knot + 1]! - knotAltitudeM[knot]!)
  }
  let left = 0
  let right = 0
  for (let i = 0; i < n; i++) {
    const at = along[i]!
    if (Number.isNaN(at)) continue
    const from = Math.max(at - halfWindowM, start)
    const to = Math.min(at + halfWindowM, end)
    if (to - from < minWindowM) continue
    while (left + 2 < knots && knotM[left + 1]! <= from) left++
    while (right + 2 < knots && knotM[right + 1]! < to) right++
    grade[i] = clampGrade((altitudeFrom(right, to) - altitudeFrom(left, from)) / (to - from))
  }
  return grade
}

/** Grade of every grid second; `null` where there is no altitude or none is meant (treadmill): then the road is taken as flat. */
export function sessionGrade({ grid, sport }: SessionContext): Float64Array | null {
  if (sport === 'treadmill_run' || grid.altitudeM === null || grid.distanceM === null) return null
  return gradeSeries(grid.distanceM, grid.altitudeM)
}

/** Grade-adjusted speed of every grid second, m/s, NaN where the speed is missing; `null` without speed. */
export function sessionGapSpeed({ grid, memo, options }: SessionContext): Float64Array | null {
  return grid.speedMps && gradedSpeed(grid.speedMps, memo(sessionGrade), gapFactors[options.gapModel])
}
