import type { LocalDate } from '@rc/domain'
import { and, asc, between, eq, getTableColumns } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { activities, journalDays } from '../schema/index.ts'

export type JournalRow = typeof journalDays.$inferSelect
/** What may be said of a day; absent keys are left as they are, null takes a word back. */
export type JournalEntry = {
  [K in Exclude<keyof JournalRow, 'userId' | 'localDate' | 'createdAt' | 'updatedAt'>]?: JournalRow[K] | undefined
}

export function listJournal({ tx, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<JournalRow[]> {
  return tx
    .select()
    .from(journalDays)
    .where(and(eq(journalDays.userId, userId), between(journalDays.localDate, from, to)))
    .orderBy(asc(journalDays.localDate))
}

export async function putJournal(
  { tx, userId }: Tenant,
  localDate: LocalDate,
  entry: JournalEntry,
): Promise<JournalRow> {
  const [row] = await tx
    .insert(journalDays)
    .values({ userId, localDate, ...entry })
    .onConflictDoUpdate({
      target: [journalDays.userId, journalDays.localDate],
      set: { ...entry, localDate },
    })
    .returning()
  return row!
}

const { id, rpe, feeling, pain, notes } = getTableColumns(activities)

/** How one activity felt; null when it is not the athlete's. */
export async function readActivityJournal({ tx, userId }: Tenant, activityId: number) {
  const [row] = await tx
    .select({ activityId: id, rpe, feeling, pain, notes })
    .from(activities)
    .where(and(eq(activities.userId, userId), eq(id, activityId)))
  return row ?? null
}
