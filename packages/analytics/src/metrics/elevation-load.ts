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
