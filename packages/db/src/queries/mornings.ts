import type { AlertLevel, LocalDate } from '@rc/domain'
import { and, asc, between, desc, eq, lt, sql as raw } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { riskAssessments } from '../schema/index.ts'

export type Assessment = typeof riskAssessments.$inferSelect
export type NewAssessment = Omit<Assessment, 'userId' | 'revision' | 'createdAt' | 'updatedAt'>

/** Notes that a morning has begun; false when that was noted before, however the clock has jumped since. */
export async function noteMorning({ sql, userId }: Tenant, date: LocalDate): Promise<boolean> {
  const rows = await sql`
    insert into morning_runs (user_id, local_date) values (${userId}, ${date}) on conflict do nothing returning 1`
  return rows.length > 0
}

export async function hasMorningBegun({ sql, userId }: Tenant, date: LocalDate): Promise<boolean> {
  return (await sql`select from morning_runs where user_id = ${userId} and local_date = ${date}`).length > 0
}

export async function readAssessment({ tx, userId }: Tenant, date: LocalDate): Promise<Assessment | null> {
  const [row] = await tx
    .select()
    .from(riskAssessments)
    .where(and(eq(riskAssessments.userId, userId), eq(riskAssessments.localDate, date)))
  return row ?? null
}

export function listAssessments({ tx, userId }: Tenant, from: LocalDate, to: LocalDate): Promise<Assessment[]> {
  return tx
    .select()
    .from(riskAssessments)
    .where(and(eq(riskAssessments.userId, userId), between(riskAssessments.localDate, from, to)))
    .orderBy(asc(riskAssessments.localDate))
}

/** The level of the last morning before `date` that was checked. */
export async function readLevelBefore({ tx, userId }: Tenant, date: LocalDate): Promise<AlertLevel | null> {
  const [row] = await tx
    .select({ level: riskAssessments.level })
    .from(riskAssessments)
    .where(and(eq(riskAssessments.userId, userId), lt(riskAssessments.localDate, date)))
    .orderBy(desc(riskAssessments.localDate))
    .limit(1)
  return row?.level ?? null
}

/**
 * Keeps what a check found. A second check of the morning takes the place of the first, and is a revision of it where it
 * looked at something else; returns whether anything is new.
 */
export async function putAssessment({ tx, userId }: Tenant, found: NewAssessment): Promise<boolean> {
  const { localDate, ...rest } = found
  const { flags, unknown, muted, facts, readiness } = riskAssessments
  const made = await tx
    .insert(riskAssessments)
    .values({ userId, localDate, ...rest })
    .onConflictDoUpdate({
      target: [riskAssessments.userId, riskAssessments.localDate],
      set: { ...rest, revision: raw`${riskAssessments.revision} + 1` },
      setWhere: raw`(${flags}, ${unknown}, ${muted}, ${facts}, ${readiness}) is distinct from
        (excluded.flags, excluded.unknown, excluded.muted, excluded.facts, excluded.readiness)`,
    })
    .returning({ revision: riskAssessments.revision })
  return made.length > 0
}
