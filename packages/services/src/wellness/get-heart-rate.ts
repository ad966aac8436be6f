import { listHeartRates } from '@rc/db/queries/wellness'
import type { LocalDate } from '@rc/domain'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'

/** The heart rate of one day of the athlete, by seconds since that day began. */
export function getHeartRate(deps: Pick<Deps, 'database' | 'now'>, userId: number, { date }: { date: LocalDate }) {
  return deps.database.asUser(userId, async (tenant) => {
    const { timeZone } = await readToday(tenant, deps.now())
    const day = Temporal.PlainDate.from(date)
    const start = startOf(day, timeZone)
    const rows = await listHeartRates(tenant, start, startOf(day.add({ days: 1 }), timeZone))
    return { date, timeS: rows.map(({ timeS }) => timeS - start.getTime() / 1000), bpm: rows.map(({ bpm }) => bpm) }
  })
}

const startOf = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.toZonedDateTime(timeZone).epochMilliseconds)
