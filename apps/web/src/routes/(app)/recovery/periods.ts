import { m } from '#lib/paraglide/messages.js'

/** How far back the page looks, in days; the address holds it. */
export const periods = [
  { days: 42, name: m.period_6_weeks },
  { days: 90, name: m.period_90_days },
  { days: 365, name: m.period_1_year },
] as const

const usual = 90

export const periodOf = (search: URLSearchParams): number =>
  periods.find(({ days }) => String(days) === search.get('days'))?.days ?? usual

export const addressOf = (days: number): string => (days === usual ? '?' : `?days=${days}`)
