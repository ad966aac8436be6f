import type { RecordingMetric } from '../metric.ts'
import { found } from '../result.ts'
import { sumOfParts } from '../sum-of-parts.ts'

/** A rise counts once it exceeds the noise of the altimeter, m. */
const noiseM = 3

/**
 * Climbed metres of an altitude stream (m, NaN missing): the sum of rises, each begun only when the road has risen 3 m
 * above the last low point, and ended when it has fallen 3 m below the last high one. Evidence D.
 */
function ascentOf(altitudeM: Float64Array): number {
  let climbed = 0
  let low = NaN
  let high = NaN
  for (const altitude of altitudeM) {
    if (Number.isNaN(altitude)) continue
    if (Number.isNaN(low)) low = high = altitude
    if (altitude > high) high = altitude
    if (altitude < high - noiseM) {
      if (high - low >= noiseM) climbed += high - low
      low = high = altitude
    } else if (high - low < noiseM && altitude < low) {
      low = high = altitude
    }
  }
  return high - low >= noiseM ? climbed + high - low : climbed
}

/** Ascent, m; only where the device wrote none and an altitude was recorded outdoors. */
export const ascentM: RecordingMetric = {
  grain: 'activity',
  id: 'ascent_m',
  unit: 'm',
  needs: [],
  version: 1,
  evidence: 'D',
  source: 'Our own filter: median of three samples, 3 m of hysteresis',
  formula: 'Σ rises of at least 3 m',
  compute: ({ totals, grid, outdoors }) => {
    if (!outdoors || totals.ascentM !== null || grid.altitudeM === null) return null
    return found(ascentOf(grid.altitudeM), 'altitude_hysteresis_3m', { confidence: 'estimated' })
  },
  combine: sumOfParts,
}
