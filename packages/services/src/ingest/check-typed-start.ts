import { AppError } from '@rc/domain'

/** A diary may be older than any watch. */
const earliest = new Date('1950-01-01T00:00:00Z')
/** The browser's clock may be ahead of ours. */
const AHEAD_MS = 24 * 3600 * 1000

/** Throws `invalid_input` for a start that nobody can have meant: every day since then would get numbers of its own. */
export function checkTypedStart(startedAt: Date, now: Date): void {
  if (startedAt < earliest || startedAt.getTime() > now.getTime() + AHEAD_MS)
    throw new AppError('invalid_input', 'no such start', {
      details: { reasons: ['body.startedAt: from 1950 on, not in the future'] },
    })
}
