import { exportActivities, type listActivities } from '@rc/contract'
import { namePattern, type Sport, sports } from '@rc/domain'
import { addressOf, type Input } from '#lib/api.ts'
import { sportFace } from '#lib/words/sports.ts'

export type ListQuery = Omit<NonNullable<Input<typeof listActivities>['query']>, 'cursor' | 'limit' | 'sort' | 'order'>
type Asked = NonNullable<Input<typeof listActivities>['query']>

/** How the list runs: the newest first, or by a value of the activities. */
export type ListRun = Required<Pick<Asked, 'sort' | 'order'>>
export type Sort = NonNullable<Asked['sort']>
export const sorts: readonly Sort[] = ['date', 'distance', 'time', 'speed', 'hr', 'ascent', 'load']

export const PAGE = 50

/** Filters that are folded away until they are wanted. */
export const foldedKeys = [
  'source',
  'tag',
  'minDistanceM',
  'maxDistanceM',
  'minTimerS',
  'maxTimerS',
  'minSpeedMps',
  'maxSpeedMps',
  'minHrBpm',
  'maxHrBpm',
  'minLoad',
  'maxLoad',
] as const
/** Every filter there is, as it stands in the address. */
const filterKeys = ['q', 'sport', 'from', 'to', 'undated', ...foldedKeys] as const
export type FilterKey = (typeof filterKeys)[number]
export type Filters = Partial<Record<FilterKey, string>>

export const sources = ['fit', 'tcx', 'gpx', 'csv', 'summary', 'manual'] as const

/** The filters of an address; what a sport or a source could not be is left out. */
export function readFilters(search: URLSearchParams): Filters {
  const filters: Filters = {}
  for (const key of filterKeys) {
    const value = search.get(key)
    if (value && isMeant(key, value)) filters[key] = value
  }
  return filters
}

function isMeant(key: FilterKey, value: string): boolean {
  if (key === 'sport') return sports.some((sport) => sport === value)
  if (key === 'source') return sources.some((source) => source === value)
  if (key === 'from' || key === 'to') return /^\d{4}-\d\d-\d\d$/.test(value)
  return /^(min|max)/.test(key) ? Number(value) >= 0 : true
}

/** What the list is asked: a name may also be that of the sport, where an activity has none of its own. */
export function toQuery(filters: Filters): ListQuery {
  const pattern = filters.q?.trim() ? new RegExp(namePattern(filters.q), 'i') : null
  const named: Sport[] = pattern ? sports.filter((sport) => pattern.test(sportFace[sport].name())) : []
  return { ...(filters as ListQuery), ...(named.length > 0 ? { namedBySport: named.join(',') } : {}) }
}

export const readRun = (search: URLSearchParams): ListRun => ({
  sort: sorts.find((sort) => sort === search.get('sort')) ?? 'date',
  order: search.get('order') === 'asc' ? 'asc' : 'desc',
})

/** Where the same list is as a table. */
export const tableAddress = (query: ListQuery): string =>
  addressOf(exportActivities, {}, query as Record<string, string>)

/** The usual run is left out. */
export const addressOfFilters = (filters: Record<string, string>, { sort, order }: Partial<ListRun> = {}): string => {
  const search = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''))
  if (sort && sort !== 'date') search.set('sort', sort)
  if (order === 'asc') search.set('order', order)
  return search.size > 0 ? `/activities?${search}` : '/activities'
}
