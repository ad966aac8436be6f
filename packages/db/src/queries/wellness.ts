import type { LocalDate } from '@rc/domain'
import { and, asc, between, desc, eq, sql as raw } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { sleep } from '../schema/index.ts'

/** One night per day one woke up on: of several sources the one that saw most sleep. */
export function listNights({ tx, userId }: Tenant, from: LocalDate, to: LocalDate) {
  return tx
    .selectDistinctOn([sleep.wakeDate])
    .from(sleep)
    .where(and(eq(sleep.userId, userId), between(sleep.wakeDate, from, to)))
    .orderBy(asc(sleep.wakeDate), raw`${sleep.asleepS} desc nulls last`, desc(sleep.id))
}

/** Heart rates in [from, to), in Unix seconds and beats per minute; a moment seen by several files counts once. */
export async function listHeartRates(
  { sql, userId }: Tenant,
  from: Date,
  to: Date,
): Promise<{ timeS: number; bpm: number }[]> {
  return sql<{ timeS: number; bpm: number }[]>`
    select distinct on (time) extract(epoch from time)::double precision as "timeS", bpm from hr_records
    where user_id = ${userId} and time >= ${from.toISOString()} and time < ${to.toISOString()}
    order by time, raw_file_id desc`
}
