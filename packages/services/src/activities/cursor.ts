import { AppError } from '@rc/domain'

/** Where a list by start time stands. */
export interface Position {
  /** ISO text, to the database's full microseconds. */
  startedAt: string
  id: number
}

export const writeCursor = ({ startedAt, id }: Position): string =>
  Buffer.from(`${startedAt} ${id}`).toString('base64url')

/** Throws `invalid_input` for anything `writeCursor` has not written. */
export function readCursor(text: string): Position {
  const [, startedAt, id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z) (\d{1,9})$/.exec(Buffer.from(text, 'base64url').toString()) ?? []
  if (startedAt === undefined || Number.isNaN(Date.parse(startedAt))) {
    throw new AppError('invalid_input', 'unknown cursor', { details: { reasons: ['query.cursor: unknown'] } })
  }
  return { startedAt, id: Number(id) }
}
