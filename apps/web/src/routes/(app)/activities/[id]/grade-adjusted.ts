import { gapFactorMinetti } from '@rc/analytics/grade-adjusted'
import { interpolate, type Series } from '#lib/charts/series.ts'

const STEP_M = 20
/** Over less than this a barometer knows no slope. */
const SLOPE_M = 60

/**
 * The speed (m/s) that would have cost as much on the flat between two moments (s): each 20 m weigh by the energy their
 * slope costs (Minetti 2002). Null where nothing was covered.
 */
export function gradeAdjustedSpeed(distance: Series, altitude: Series, fromS: number, toS: number): number | null {
  const [from, to] = [interpolate(distance, fromS), interpolate(distance, toS)]
  if (!(to - from >= STEP_M) || !(toS > fromS)) return null
  const recorded = Array.from(altitude.y.keys()).filter((i) => !Number.isNaN(altitude.y[i] as number))
  const known = {
    x: Float64Array.from(recorded, (i) => altitude.x[i] as number),
    y: Float64Array.from(recorded, (i) => altitude.y[i] as number),
  }
  const heightAt = (metres: number): number => interpolate(known, interpolate({ x: distance.y, y: distance.x }, metres))
  let flatM = 0
  for (let at = from; at < to; at += STEP_M) {
    const step = Math.min(STEP_M, to - at)
    const middle = at + step / 2
    const slope = (heightAt(middle + SLOPE_M / 2) - heightAt(middle - SLOPE_M / 2)) / SLOPE_M
    flatM += step * gapFactorMinetti(slope)
  }
  return flatM / (toS - fromS)
}
