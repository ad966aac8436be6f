import type { ActivityFilter } from '@rc/db/queries/activities'
import { AppError, namePattern, sports, type Sport } from '@rc/domain'

/** A list's filter as an address says it. */
export type ListQuery = Omit<ActivityFilter, 'name' | 'namedBySport' | 'undated' | 'ids'> & {
  q?: string | undefined
  namedBySport?: string | undefined
  undated?: '0' | '1' | undefined
  /** These and no others, comma separated. */
  only?: string | undefined
}

/** Throws `invalid_input` for a sport that is none. */
export function toFilter({ q, namedBySport, undated, only, ...ranges }: ListQuery): ActivityFilter {
  return {
    ...ranges,
    name: q?.trim() ? namePattern(q) : undefined,
    namedBySport: namedBySport ? namedBySport.split(',').map(checkSport) : undefined,
    undated: undated === '1',
    ids: only?.split(',').map(Number),
  }
}

function checkSport(text: string): Sport {
  const sport = sports.find((each) => each === text)
  if (!sport)
    throw new AppError('invalid_input', 'unknown sport', { details: { reasons: [`query.namedBySport: ${text}`] } })
  return sport
}
