import { listHeartRates } from '@rc/db/queries/wellness'
import { addDays, type LocalDate } from '@rc/domain'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'

/** The heart rate of one day of the athlete, by seconds since that day began. */
export function getHeartRate(deps: Pick<Deps, 'database' | 'now'>, userId: number, { date }: { date: LocalDate }) {
  return deps.database.asUser(userId, async (tenant) => {
    const { timeZone } = await readToday(tenant, deps.now())
    const start = startOfDay(date, timeZone)
    const rows = await listHeartRates(tenant, start, startOfDay(addDays(date, 1), timeZone))
    return { date, timeS: rows.map(({ timeS }) => timeS - start.getTime() / 1000), bpm: rows.map(({ bpm }) => bpm) }
  })
}

const startOfDay = (date: LocalDate, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds)
