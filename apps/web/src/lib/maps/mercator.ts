/** The world as one square, 0–1 either way, north up (Mercator). */
export const mercatorX = (lonDeg: number): number => lonDeg / 360 + 0.5
export const mercatorY = (latDeg: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, latDeg)) * Math.PI) / 360)) / (2 * Math.PI)

const EQUATOR_M = 40_075_016

/** Length of the equator's parallel at this height of the square. */
export const metresPerWorld = (y: number): number => EQUATOR_M / Math.cosh(2 * Math.PI * (0.5 - y))
