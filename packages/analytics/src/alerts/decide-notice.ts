import type { AlertLevel, LocalDate } from '@rc/domain'

/**
 * Whether the morning's level is worth a message: when it changed since the last one, or is an alert or a stop, and at
 * most once a day. Without an earlier message the athlete was told nothing, which is the same as `none`.
 */
export function isWorthNotice(
  level: AlertLevel,
  today: LocalDate,
  last: { level: AlertLevel; date: LocalDate } | null,
): boolean {
  if (last !== null && last.date >= today) return false
  return level === 'alert' || level === 'stop' || level !== (last?.level ?? 'none')
}
