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

/** What the page shows while its address says nothing else: of the curves, and of the years. */
const usual = { days: '182', sport: 'run', of: 'distance_m', kind: 'all' } as const
type Choice = keyof typeof usual

export const periodOf = (search: URLSearchParams): number =>
  periods.find(({ days }) => String(days) === search.get('days'))?.days ?? Number(usual.days)

export const familyOf = (search: URLSearchParams): Family =>
  families.find(({ family }) => family === search.get('sport'))?.family ?? usual.sport

/** The address with another choice in it: what is usual is left out, what else was chosen stays. */
export function addressWith({ search }: Pick<URL, 'search'>, choice: Partial<Record<Choice, string>>): string {
  const chosen = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(search)), ...choice })
  for (const [name, value] of Object.entries(usual)) if (chosen.get(name) === value) chosen.delete(name)
  return `?${chosen}`
}
