import { m } from '#lib/paraglide/messages.js'
import { inOneLine, quantity, type Quantity } from './number.ts'

/** 13.40 km; below one kilometre, and in the pool, whole metres. `decimals`: 2 in detail, 1 in lists. */
export function distance(metres: number | null | undefined, decimals = 2, alwaysMetres = false): Quantity {
  if (metres === null || metres === undefined) return quantity(null, '')
  if (alwaysMetres || Math.round(metres) < 1000) return quantity(metres, 'm')
  return quantity(metres / 1000, 'km', decimals)
}

export const formatDistance = (metres: number | null | undefined, decimals = 2, alwaysMetres = false): string =>
  inOneLine(distance(metres, decimals, alwaysMetres))

/** As races are called: 5 km, 21.1 km, 800 m, a mile. */
export const formatRaceDistance = (metres: number): string =>
  Math.round(metres) === 1609 ? m.distance_mile() : formatDistance(metres, metres % 1000 === 0 ? 0 : 1)
