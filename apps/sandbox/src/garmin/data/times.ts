import { utcOffsetS } from '@rc/domain'

/** Garmin writes the same instant in several ways; all take Unix seconds. */

const iso = (timeS: number) => new Date(Math.round(timeS * 1000)).toISOString()
/** `2026-03-15 06:12:00` */
export const spaced = (timeS: number): string => iso(timeS).slice(0, 19).replace('T', ' ')
/** `2026-03-15T06:12:00.0` */
export const dotted = (timeS: number): string => `${iso(timeS).slice(0, 19)}.0`

/** The wall clock of the zone coded as if it were UTC. */
export const localS = (timeS: number, timeZone: string): number => timeS + utcOffsetS(timeS, timeZone)
/** Epoch milliseconds. */
export const ms = (timeS: number): number => Math.round(timeS * 1000)
