import { m } from '#lib/paraglide/messages.js'

export const periods = [
  { days: 91, name: m.period_3_months_short },
  { days: 365, name: m.period_1_year },
  { days: 1826, name: m.period_5_years },
] as const
const usual = 365

export const periodOf = (search: URLSearchParams): number =>
  periods.find(({ days }) => String(days) === search.get('days'))?.days ?? usual

export function addressOf({ days, session }: { days: number; session?: number }): string {
  const search = new URLSearchParams()
  if (days !== usual) search.set('days', String(days))
  if (session !== undefined) search.set('session', String(session))
  return `?${search}`
}
