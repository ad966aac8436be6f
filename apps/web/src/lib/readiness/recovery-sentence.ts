import type { ReadinessToday } from '@rc/contract'
import { addDays, type LocalDate } from '@rc/domain'
import { formatDay } from '#lib/format/date.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { type Band, driverSentence } from './words.ts'

const sentences: Record<Band, () => string> = {
  high: m.recovery_high,
  normal: m.recovery_normal,
  reduced: m.recovery_reduced,
  low: m.recovery_low,
}

export const hasNothing = ({ newest }: ReadinessToday): boolean =>
  newest.hrv === null && newest.restingHr === null && newest.sleep === null

const newestNight = ({ newest }: ReadinessToday): LocalDate | null =>
  [newest.hrv, newest.restingHr, newest.sleep].reduce((a, b) => (b === null || (a !== null && a > b) ? a : b))

/** What this morning says in one line. */
export const recoverySentence = (today: ReadinessToday): string =>
  today.band ? sentences[today.band]() : hasNothing(today) ? m.recovery_empty() : m.recovery_none()

/** Why, and how much of it to believe. */
export function recoveryLede(today: ReadinessToday): string {
  const parts = [driverSentence(today.drivers)]
  if (today.hrv.status === 'below') parts.push(m.recovery_hrv_below())
  if (today.hrv.status === 'above') parts.push(m.recovery_hrv_above())
  if (today.isStale) parts.push(m.recovery_stale())
  const last = newestNight(today)
  if (last !== null && last < addDays(today.localDate, -1))
    parts.push(withParticles(m.last_night({ date: formatDay(last, today.localDate) })))
  return parts.filter((part) => part !== null).join(' ')
}
