import type { LocalDate } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** Days from `from` on do not hold any more; `seq` counts the reports, so that a late one is not overlooked. */
export interface DirtyDays {
  from: LocalDate
  seq: number
  /** How long the oldest report has been waiting since the days were last computed. */
  waitingS: number
}

/** Says that the daily numbers from this day on have to be made again. */
export async function markDaysDirty({ sql, userId }: Tenant, from: LocalDate): Promise<void> {
  await sql`
    insert into ingestion_state (user_id, vendor, dataset, state, cursor)
    values (${userId}, 'own', 'daily_metrics', 'dirty', jsonb_build_object('from', ${from}::text, 'seq', 1, 'since', now()))
    on conflict (user_id, vendor, dataset) do update set state = 'dirty', cursor = jsonb_build_object(
      'from', least(ingestion_state.cursor ->> 'from', ${from}::text),
      'seq', (ingestion_state.cursor ->> 'seq')::int + 1,
      'since', coalesce(ingestion_state.cursor ->> 'since', now()::text))`
}

export async function readDirtyDays({ sql }: Tenant): Promise<DirtyDays | null> {
  const [row] = await sql<DirtyDays[]>`
    select cursor ->> 'from' as "from", (cursor ->> 'seq')::int as seq,
      extract(epoch from now() - (cursor ->> 'since')::timestamptz)::float8 as "waitingS"
    from ingestion_state
    where vendor = 'own' and dataset = 'daily_metrics' and state = 'dirty'`
  return row ?? null
}

/**
 * Says that the days are up to date, unless somebody reported after `seq`: then false, and they stay dirty; what was
 * reported meanwhile waits from now on.
 */
export async function clearDirtyDays({ sql }: Tenant, seq: number): Promise<boolean> {
  const [row] = await sql<{ isClear: boolean }[]>`
    update ingestion_state set
      state = case when (cursor ->> 'seq')::int = ${seq} then 'idle' else 'dirty' end,
      cursor = case when (cursor ->> 'seq')::int = ${seq} then jsonb_build_object('seq', ${seq}::int)
        else cursor || jsonb_build_object('since', now()) end
    where vendor = 'own' and dataset = 'daily_metrics' returning state = 'idle' as "isClear"`
  return row?.isClear ?? true
}

/** Notes that a day has ended; false when that was noted before, however the clock has jumped since. */
export async function noteDayClosed({ sql, userId }: Tenant, day: LocalDate): Promise<boolean> {
  const rows = await sql`
    insert into closed_days (user_id, local_date) values (${userId}, ${day}) on conflict do nothing returning 1`
  return rows.length > 0
}
