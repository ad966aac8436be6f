import type { RecordingMetric } from '../metric.ts'
import { found, notFound } from '../result.ts'
import { sumOfParts } from '../sum-of-parts.ts'
import { ascentM } from './ascent.ts'

const mPerFoot = 0.3048
const mPerMile = 1609.344

/** Feet of climb that count as one mile; a setting, 500–1100. */
const defaultFeetPerMile = 750

/**
 * Climb as the flat distance that costs as much: one mile per 750 ft, that is 7.04 m per metre climbed (Minetti at
 * +10 % gives 6.6, Naismith 8, the ITRA regression 11.5). Metres.
 * Missing (null): distance or climb unknown, a ratio outside 500–1100.
 * Source: Training Monkey's rule of thumb, its origin unknown. Evidence C.
 */
export function elevationLoad(
  distanceM: number | null,
  gainM: number | null,
  feetPerMile: number = defaultFeetPerMile,
): { elevationLoadM: number; totalLoadM: number } | null {
  if (distanceM === null || gainM === null || !(distanceM >= 0 && gainM >= 0)) return null
  if (!(feetPerMile >= 500 && feetPerMile <= 1100)) return null
  const elevationLoadM = (gainM * mPerMile) / (feetPerMile * mPerFoot)
  return { elevationLoadM, totalLoadM: distanceM + elevationLoadM }
}

/** Climb of a session on foot as flat distance, m; `detail.totalLoadM`: with the distance itself. */
export const elevationLoadM: RecordingMetric = {
  grain: 'activity',
  id: 'elevation_load_m',
  unit: 'm',
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Training Monkey’s rule of thumb, its origin unknown',
  formula: '{detail.gainM} · 1609.344 / ({detail.feetPerMile} · 0.3048)',
  compute: ({ family, outdoors, totals, distanceM, options, memo }) => {
    if (!outdoors || (family !== 'run' && family !== 'foot')) return null
    const gainM = totals.ascentM ?? memo(ascentM.compute)?.value ?? null
    const feetPerMile = options.elevationFeetPerMile
    const load = elevationLoad(distanceM, gainM, feetPerMile)
    if (load === null) return notFound('feet_per_mile', ['distance'])
    const { elevationLoadM: climbM, totalLoadM } = load
    return found(climbM, 'feet_per_mile', {
      confidence: totals.ascentM === null ? 'estimated' : 'high',
      detail: { gainM, feetPerMile, totalLoadM },
    })
  },
  combine: sumOfParts,
}
