import { addDays, type LocalDate } from '@rc/domain'
import { formatMonthDay } from '../format/date.ts'
import { m } from '../paraglide/messages.js'
import type { Axis } from './lane.ts'
import { monthTicks, type Tick } from './ticks.ts'

/** Under so many days a month is too long a step. */
const SHORT_DAYS = 50

/** Days counted from `first`; `today` is where the present is, by default the last of them. */
export function dayAxis(first: LocalDate, days: number, today: number = days - 1): Axis {
  const near = Math.max(3, days / 24)
  const far = (tick: Tick): boolean => Math.abs(tick.at - today) > near
  const weeks = Array.from({ length: Math.ceil(days / 7) }, (_, week) => today - 7 * week)
    .filter((at) => at > 1 && at !== today)
    .map((at) => ({ at, label: formatMonthDay(addDays(first, at)) }))
  const others = days <= SHORT_DAYS ? weeks.filter((_, i) => i % 2 === 1) : monthTicks(first, days)
  return {
    domain: [-0.5, days - 0.5],
    ticks: (from, to) =>
      [...others.filter(far), { at: today, label: m.nav_today(), now: true }].filter(
        ({ at }) => at >= from && at <= to,
      ),
    rules: true,
    format: (x) => (Math.round(x) === today ? m.nav_today() : formatMonthDay(addDays(first, Math.round(x)))),
    step: 1,
    bigStep: 7,
  }
}
