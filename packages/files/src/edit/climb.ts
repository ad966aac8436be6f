import type { SampleColumns } from '@rc/domain'

/** A barometer trembles by about this, metres. */
const NOISE_M = 2

/** Metres up and down along the altitude, wiggles below 2 m left out; 0 where there is no altitude. */
export function climbOf({ channels: { altitudeM } }: SampleColumns): { up: number; down: number } {
  let [base, up, down] = [Number.NaN, 0, 0]
  for (const altitude of altitudeM ?? []) {
    if (Number.isNaN(altitude)) continue
    if (Number.isNaN(base)) base = altitude
    if (Math.abs(altitude - base) < NOISE_M) continue
    if (altitude > base) up += altitude - base
    else down += base - altitude
    base = altitude
  }
  return { up, down }
}
