import type { getMorningToday, ReadinessToday } from '@rc/contract'
import type { AlertLevel } from '@rc/domain'
import type { Output } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Band } from '#lib/readiness/words.ts'

/** Levels that decide by themselves, whatever the score. */
const ofLevel: Partial<Record<AlertLevel, () => string>> = {
  stop: m.today_stop,
  alert: m.today_alert,
  caution: m.today_caution,
}
const ofBand: Record<Band, () => string> = {
  high: m.today_high,
  normal: m.today_normal,
  reduced: m.today_caution,
  low: m.today_low,
}

/** What the morning comes to in one line; null while nothing is known of it. Never an order, never more than was planned. */
export function morningSentence({ band }: ReadinessToday, { check }: Output<typeof getMorningToday>): string | null {
  const grave = check ? ofLevel[check.level] : undefined
  if (grave) return grave()
  if (check?.level === 'watch' && band === 'normal') return m.today_watch()
  return band ? ofBand[band]() : null
}
