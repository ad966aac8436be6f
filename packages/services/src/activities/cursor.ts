import type { ActivitySort, ListPosition } from '@rc/db/queries/activities'
import { AppError } from '@rc/domain'

/** How a list runs; a cursor belongs to the one it was written for. */
export interface ListRun {
  sort: ActivitySort
  order: 'asc' | 'desc'
}

/** By start time, the newest first, the name of the run is left out. */
const nameOf = ({ sort, order }: ListRun): string => (sort === 'date' && order === 'desc' ? '' : `${sort}.${order} `)

export const writeCursor = ({ key, startedAt, id }: ListPosition, run: ListRun): string =>
  Buffer.from(`${nameOf(run)}${run.sort === 'date' ? '' : `${key ?? 'none'} `}${startedAt} ${id}`).toString('base64url')

const position =
  /^(?:(?<key>none|-?\d+(?:\.\d+)?(?:e[+-]\d+)?) )?(?<startedAt>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z) (?<id>\d{1,9})$/

/** Throws `invalid_input` for anything `writeCursor` has not written for this run. */
export function readCursor(text: string, run: ListRun): ListPosition {
  const said = Buffer.from(text, 'base64url').toString()
  const name = nameOf(run)
  const { key, startedAt, id } = (said.startsWith(name) && position.exec(said.slice(name.length))?.groups) || {}
  const isKeyed = key !== undefined
  if (startedAt === undefined || Number.isNaN(Date.parse(startedAt)) || isKeyed === (run.sort === 'date')) {
    throw new AppError('invalid_input', 'unknown cursor', { details: { reasons: ['query.cursor: unknown'] } })
  }
  return { key: isKeyed && key !== 'none' ? Number(key) : null, startedAt, id: Number(id) }
}
