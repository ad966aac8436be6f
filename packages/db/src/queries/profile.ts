import type { LocalDate, ThresholdKind } from '@rc/domain'
import { and, asc, eq, getTableColumns } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { athleteThresholds } from '../schema/index.ts'

const { id, kind, value, validFrom, source } = getTableColumns(athleteThresholds)

export function listThresholds({ tx, userId }: Tenant) {
  return tx
    .select({ id, kind, value, validFrom, source })
    .from(athleteThresholds)
    .where(eq(athleteThresholds.userId, userId))
    .orderBy(asc(kind), asc(validFrom))
}

interface NewThreshold {
  kind: ThresholdKind
  value: number
  validFrom: LocalDate
  source: 'athlete' | 'suggested'
}

/** One value per kind and day: a second one takes the place of the first. */
export async function putThreshold({ tx, userId }: Tenant, threshold: NewThreshold): Promise<void> {
  await tx
    .insert(athleteThresholds)
    .values({ userId, ...threshold })
    .onConflictDoUpdate({
      target: [athleteThresholds.userId, kind, validFrom],
      set: { value: threshold.value, source: threshold.source },
    })
}

/** The removed threshold, or null when it is not the athlete's. */
export async function deleteThreshold({ tx, userId }: Tenant, thresholdId: number) {
  const [row] = await tx
    .delete(athleteThresholds)
    .where(and(eq(athleteThresholds.userId, userId), eq(id, thresholdId)))
    .returning({ kind, validFrom })
  return row ?? null
}
