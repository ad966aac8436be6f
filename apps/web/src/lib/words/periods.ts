import { addDays, type LocalDate } from '@rc/domain'
import { m } from '#lib/paraglide/messages.js'

export interface Period {
  name: string
  from: LocalDate | null
  to: LocalDate | null
}

/** Stretches of time people ask for, seen from `today`. */
export function periodsUntil(today: LocalDate): Period[] {
  const year = Number(today.slice(0, 4))
  return [
    { name: m.period_all(), from: null, to: null },
    { name: m.period_4_weeks(), from: addDays(today, -27), to: null },
    { name: m.period_3_months(), from: addDays(today, -90), to: null },
    { name: m.period_year({ year: String(year) }), from: `${year}-01-01`, to: null },
    { name: m.period_year({ year: String(year - 1) }), from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
  ]
}
