import { formatClock } from '#lib/format/duration.ts'
import { NOTHING } from '#lib/format/number.ts'

/** +0:12 was twelve seconds later, −1:05 a minute and five earlier, 0:00 together. */
export function formatGap(seconds: number | null): string {
  if (seconds === null || Number.isNaN(seconds)) return NOTHING
  const whole = Math.round(seconds)
  return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${formatClock(Math.abs(whole))}`
}
