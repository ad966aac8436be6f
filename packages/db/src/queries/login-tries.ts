import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'

type Doors = Pick<Database, 'db'>

/** One of the counters a try is charged to. */
export interface Limit {
  key: string
  /** Tries before the first wait. */
  freeTries: number
  longestWaitS: number
  /** Seconds after which one failure is forgotten. */
  decayS: number
}

/** Counts the try and answers 0, or counts nothing and answers the seconds still to wait. */
export async function chargeTries({ db }: Doors, limits: Limit[], now: Date): Promise<number> {
  const [row] = await db.execute<{ wait_s: number }>(
    sql`select charge_tries(${JSON.stringify(limits)}::text::jsonb, ${now.toISOString()}::text::timestamptz) as wait_s`,
  )
  return row?.wait_s ?? 0
}

/** `forgiven` keys start afresh; from `refunded` ones the last charge is taken back. */
export async function settleTries({ db }: Doors, forgiven: string[], refunded: string[]): Promise<void> {
  await db.execute(
    sql`select settle_tries(${JSON.stringify(forgiven)}::text::jsonb, ${JSON.stringify(refunded)}::text::jsonb)`,
  )
}
