import { AppError } from '@rc/domain'

/** Where a list in the order of ids stands. Throws `invalid_input` for what was not handed out. */
export function readIdCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  if (!/^\d{1,15}$/.test(cursor))
    throw new AppError('invalid_input', 'unknown cursor', { details: { reasons: ['query.cursor: unknown'] } })
  return Number(cursor)
}
