import type { Injury, LocalDate } from '@rc/domain'
import { and, asc, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { injuries } from '../schema/index.ts'

const { userId: owner, area, side, startedOn, endedOn, stopsRunning } = injuries

/** What was or is hurt, the newest first. */
export function listInjuries({ tx, userId }: Tenant): Promise<Injury[]> {
  return tx
    .select({ area, side, startedOn, endedOn, stopsRunning })
    .from(injuries)
    .where(eq(owner, userId))
    .orderBy(desc(startedOn), asc(area), asc(side))
}

export async function putInjury({ tx, userId }: Tenant, injury: Injury): Promise<void> {
  await tx
    .insert(injuries)
    .values({ userId, ...injury })
    .onConflictDoUpdate({ target: [owner, startedOn, area, side], set: injury })
}

export async function deleteInjury(
  { tx, userId }: Tenant,
  gone: Pick<Injury, 'area' | 'side' | 'startedOn'>,
): Promise<void> {
  await tx
    .delete(injuries)
    .where(and(eq(owner, userId), eq(area, gone.area), eq(side, gone.side), eq(startedOn, gone.startedOn)))
}

/** Whether something that forbids running is not over on a day. */
export async function hasStoppingInjury({ tx, userId }: Tenant, today: LocalDate): Promise<boolean> {
  const open = await tx
    .select({ area })
    .from(injuries)
    .where(and(eq(owner, userId), eq(stopsRunning, true), or(isNull(endedOn), gt(endedOn, today))))
    .limit(1)
  return open.length > 0
}
