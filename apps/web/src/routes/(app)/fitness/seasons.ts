import type { LocalDate } from '@rc/domain'
import { m } from '#lib/paraglide/messages.js'

/** A season of records: the last 90 days, a calendar year, or all there is. */
export const seasonName = (season: string): string =>
  season === 'all' ? m.season_all() : season === '90d' ? m.season_90_days() : m.period_year({ year: season })

/** What the last 90 days are held against: the year before, else everything. */
export function earlierSeason(seasons: readonly string[], today: LocalDate): string | null {
  const years = seasons.filter((season) => /^\d{4}$/.test(season) && season < today.slice(0, 4)).sort()
  return years.at(-1) ?? (seasons.includes('all') ? 'all' : null)
}

/** The calendar years among them, the newest first, each once. */
export const yearSeasons = (seasons: readonly string[]): string[] =>
  [...new Set(seasons)].filter((season) => /^\d{4}$/.test(season)).toSorted((a, b) => b.localeCompare(a))
