import { intlLocale } from './locale.ts'
import { NO_BREAK, NOTHING } from './number.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** 1:09:01 or 9:10, for tables and figures. Rounds to the second. */
export function formatClock(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NOTHING
  const whole = Math.round(seconds)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** 1:09 hours and minutes, for weekly totals. */
export function formatHoursMinutes(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NOTHING
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`
}

/** 1시간 9분 or 9분 10초, for sentences: no seconds from ten minutes on. */
export function formatSpokenDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const parts: Partial<Record<'hours' | 'minutes' | 'seconds', number>> = {}
  if (whole < 600) {
    if (whole >= 60) parts.minutes = Math.floor(whole / 60)
    if (whole % 60 > 0 || whole < 60) parts.seconds = whole % 60
  } else {
    const minutes = Math.round(whole / 60)
    if (minutes >= 60) parts.hours = Math.floor(minutes / 60)
    if (minutes % 60 > 0) parts.minutes = minutes % 60
  }
  const format = (unit: 'hours' | 'minutes' | 'seconds'): string =>
    new Intl.NumberFormat(intlLocale(), { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'short' })
      .format(parts[unit] ?? 0)
      .replaceAll(' ', NO_BREAK)
  return (['hours', 'minutes', 'seconds'] as const)
    .filter((unit) => parts[unit] !== undefined)
    .map(format)
    .join(' ')
}
