import type { SportFamily } from '@rc/domain'
import type { RecordingMetric } from '../metric.ts'
import { found } from '../result.ts'

/** Faster than this is a jump of the position, not the athlete; m/s. */
export const spikeSpeedMps: Record<SportFamily, number> = {
  run: 34 / 3.6,
  foot: 34 / 3.6,
  swim: 8.5 / 3.6,
  bike: 108 / 3.6,
  other: 108 / 3.6,
}

/**
 * How far a GPS speed can be believed: 100 − 60·min(1, missing/0.2) − 60·min(1, spikes/0.05), not below 0; shares of
 * the seconds of a 1 Hz grid (m/s) that are missing or above the sport's limit (run 34, swim 8.5, bike 108 km/h).
 * < 50: not used for loads, thresholds, records. Limits as Elevate clamps; the score is our own, evidence D.
 */
export function assessGps(
  speedMps: Float64Array,
  family: SportFamily,
): { missing: number; spike: number; score: number } {
  const limit = spikeSpeedMps[family]
  let missing = 0
  let spikes = 0
  for (const speed of speedMps) {
    if (Number.isNaN(speed)) missing++
    else if (speed > limit) spikes++
  }
  const n = Math.max(1, speedMps.length)
  const score = 100 - 60 * Math.min(1, missing / n / 0.2) - 60 * Math.min(1, spikes / n / 0.05)
  return { missing: missing / n, spike: spikes / n, score: Math.max(0, score) }
}

/** Value: the score, 0–100. Only where the speed comes from positions. */
export const gpsQuality: RecordingMetric = {
  grain: 'activity',
  id: 'gps_quality',
  unit: '1',
  needs: [],
  version: 1,
  evidence: 'D',
  source: 'Our own score: missing seconds and speeds nobody reaches',
  formula: '100 − 60 · min(1, {detail.missing} / 0.2) − 60 · min(1, {detail.spike} / 0.05)',
  compute: ({ grid, family, outdoors }) => {
    if (!outdoors || grid.speedMps === null) return null
    const { score, ...detail } = assessGps(grid.speedMps, family)
    return found(score, 'gps_score', { coverage: 1 - detail.missing, detail })
  },
}
