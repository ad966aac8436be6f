import { listActivityRows, type ListedActivity } from '@rc/db/queries/activities'
import { addDays, AppError, daysBetween, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'

const MOST_DAYS = 400
const MOST_ACTIVITIES = 10_000

/** Every day from `from` to `to` with what was done on it. */
export async function getCalendar(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
) {
  const count = daysBetween(from, to) + 1
  if (count > MOST_DAYS) {
    throw new AppError('invalid_input', 'too many days', {
      details: { reasons: [`query.to: at most ${MOST_DAYS} days`] },
    })
  }
  const rows = await deps.database.asUser(userId, (tenant) =>
    listActivityRows(tenant, { from, to, limit: MOST_ACTIVITIES }),
  )
  const byDate = Map.groupBy(rows.reverse(), (row) => row.localDate)
  return {
    days: Array.from({ length: Math.max(0, count) }, (_, i) => {
      const localDate = addDays(from, i)
      const done = byDate.get(localDate) ?? []
      return { localDate, load: sumLoads(done), activities: done.map(presentEntry) }
    }),
  }
}

const presentEntry = ({ id, sport, name, timerS, distanceM, load }: ListedActivity) => ({
  id,
  sport,
  name,
  timerS,
  distanceM,
  load,
})

/** Sum of the known loads; null where none is known. */
const sumLoads = (done: ListedActivity[]): number | null =>
  done.reduce<number | null>((sum, { load }) => (load === null ? sum : (sum ?? 0) + load), null)
