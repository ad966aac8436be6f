import { utcOffsetS as offsetOfZone, type LocalDate } from '@rc/domain'

const QUARTER_HOUR_S = 900
const LARGEST_OFFSET_S = 14 * 3600

/**
 * The athlete's day of an instant. The offset the file gives counts where it can be one (a multiple of 15 minutes within
 * ±14 h: clocks set by hand give others), else the athlete's own zone at that instant.
 */
export function localDay(
  unixS: number,
  fileOffsetS: number | null,
  timeZone: string,
): { utcOffsetS: number; localDate: LocalDate } {
  const believable =
    fileOffsetS !== null && fileOffsetS % QUARTER_HOUR_S === 0 && Math.abs(fileOffsetS) <= LARGEST_OFFSET_S
  const utcOffsetS = believable ? fileOffsetS : offsetOfZone(unixS, timeZone)
  return { utcOffsetS, localDate: new Date((unixS + utcOffsetS) * 1000).toISOString().slice(0, 10) }
}
