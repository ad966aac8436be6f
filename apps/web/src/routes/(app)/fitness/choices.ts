import { m } from '#lib/paraglide/messages.js'

/** How far back the curves go, in days. */
export const periods = [
  { days: 42, name: m.period_6_weeks },
  { days: 91, name: m.period_3_months_short },
  { days: 182, name: m.period_6_months },
  { days: 365, name: m.period_1_year },
  { days: 1826, name: m.period_5_years },
] as const

export const families = [
  { family: 'run', name: m.sport_run },
  { family: 'bike', name: m.sport_bike },
  { family: 'swim', name: m.nav_swim },
] as const
export type Family = (typeof families)[number]['family']

const usual = { days: 182, family: 'run' } as const

export const periodOf = (search: URLSearchParams): number =>
  periods.find(({ days }) => String(days) === search.get('days'))?.days ?? usual.days

export const familyOf = (search: URLSearchParams): Family =>
  families.find(({ family }) => family === search.get('sport'))?.family ?? usual.family

/** The address with another choice in it: what is usual is left out, what else was chosen stays. */
export function addressWith({ search }: Pick<URL, 'search'>, choice: { days?: number; family?: Family }): string {
  const chosen = new URLSearchParams(search)
  if (choice.days) chosen.set('days', String(choice.days))
  if (choice.family) chosen.set('sport', choice.family)
  if (chosen.get('days') === String(usual.days)) chosen.delete('days')
  if (chosen.get('sport') === usual.family) chosen.delete('sport')
  return `?${chosen}`
}
