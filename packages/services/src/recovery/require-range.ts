import { AppError, daysBetween, type LocalDate } from '@rc/domain'

/** Ten years and a little. */
const MOST_DAYS = 4_000
const FIRST = '1900-01-01'
const LAST = '2200-01-01'

/** Refuses a time that nobody looks at at once. */
export function requireRange({ from, to }: { from: LocalDate; to: LocalDate }): void {
  const reasons = [
    ...(from < FIRST || to > LAST ? [`query: between ${FIRST} and ${LAST}`] : []),
    ...(daysBetween(from, to) < MOST_DAYS ? [] : [`query.to: at most ${MOST_DAYS} days`]),
  ]
  if (reasons.length > 0) throw new AppError('invalid_input', 'no such time', { details: { reasons } })
}
