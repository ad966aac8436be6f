import type { SportFamily } from '@rc/domain'
import type { RecordingMetric } from '../metric.ts'
import { found, notFound } from '../result.ts'
import { sumOfParts } from '../sum-of-parts.ts'
import { activeSwim } from '../swim-totals.ts'

/** At this speed and below the athlete stands, m/s. */
const standingMps: Record<SportFamily, number | null> = {
  run: 1.5 / 3.6,
  foot: 1.5 / 3.6,
  bike: 4 / 3.6,
  swim: 0.5 / 3.6,
  other: null,
}

/** Grid seconds above the speed at which a sport counts as standing (1.5 km/h on foot, 4 on the bike, 0.5 in water). Source: Elevate. Evidence C. */
function movingSeconds(speedMps: Float64Array, standing: number): number {
  let seconds = 0
  for (const speed of speedMps) if (speed > standing) seconds++
  return seconds
}

/** Moving time, s; in a pool the active lengths. */
export const movingS: RecordingMetric = {
  grain: 'activity',
  id: 'moving_s',
  unit: 's',
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Elevate',
  formula: [
    ['active', 'Σ seconds of the lengths swum'],
    ['speed', 'Σ seconds above the speed of standing'],
  ],
  compute: (session) => {
    const { sport, family, grid } = session
    if (sport === 'pool_swim') {
      const { swimS, measured } = activeSwim(session)
      return measured ? found(swimS, 'active_lengths') : null
    }
    const standing = standingMps[family]
    if (standing === null) return null
    if (grid.speedMps === null) return notFound('speed_above_standing', ['speed'])
    return found(movingSeconds(grid.speedMps, standing), 'speed_above_standing')
  },
  combine: sumOfParts,
}
