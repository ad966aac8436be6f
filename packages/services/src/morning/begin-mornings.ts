import { hasMorningBegun, noteMorning } from '@rc/db/queries/mornings'
import { readTraining } from '@rc/db/queries/training'
import { listUserIds } from '@rc/db/queries/users'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { putJob } from '../work/put-job.ts'

/**
 * Begins the morning of every athlete whose own clock has passed their time, once a local date: a row decides, whichever
 * way the clock jumps or the athlete flies. May be called as often as one likes.
 */
export async function beginMornings({ database, queue, now }: Pick<Deps, 'database' | 'queue' | 'now'>): Promise<void> {
  for (const userId of await listUserIds(database)) {
    const job = await database.asUser(userId, async (tenant) => {
      const at = now()
      const [{ timeZone, today }, { morningAt }] = await Promise.all([readToday(tenant, at), readTraining(tenant)])
      if (clockOf(at, timeZone) < morningAt || (await hasMorningBegun(tenant, today))) return null
      return (await noteMorning(tenant, today)) ? putJob(tenant, 'own.morning.check', {}, 'morning') : null
    })
    if (job) await queue.announce([job])
  }
}

/** HH:MM. */
export const clockOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainTime().toString().slice(0, 5)
