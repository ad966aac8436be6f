import { deleteThreshold, listThresholds, putThreshold } from '@rc/db/queries/profile'
import { AppError, type LocalDate, type ThresholdKind } from '@rc/domain'
import type { Tenant } from '@rc/db'
import { markThresholdsChanged } from '../analysis/mark-thresholds-changed.ts'
import type { Deps } from '../deps.ts'
import { getProfile, sinceEver } from './profile.ts'

type Needs = Pick<Deps, 'database' | 'queue' | 'log' | 'now'>

/** Sets one threshold from a day on, in place of another of that day, and has what depends on it recomputed. */
export async function setThreshold(
  deps: Needs,
  userId: number,
  threshold: { kind: ThresholdKind; value: number; validFrom: LocalDate; source: 'athlete' | 'suggested' },
) {
  const changedFrom = await deps.database.asUser(userId, async (tenant) => {
    await putThreshold(tenant, threshold)
    return firstDayOf(tenant, threshold)
  })
  await markThresholdsChanged(deps, userId, changedFrom)
  return getProfile(deps, userId)
}

/** Throws `not_found`. */
export async function removeThreshold(deps: Needs, userId: number, id: number): Promise<void> {
  const changedFrom = await deps.database.asUser(userId, async (tenant) => {
    const removed = await deleteThreshold(tenant, id)
    if (!removed) throw new AppError('not_found', 'no such threshold')
    return firstDayOf(tenant, removed)
  })
  await markThresholdsChanged(deps, userId, changedFrom)
}

/** The first day on which a change shows: the earliest value of a kind stands for all days before it too. */
async function firstDayOf(tenant: Tenant, { kind, validFrom }: { kind: ThresholdKind; validFrom: LocalDate }) {
  const thresholds = await listThresholds(tenant)
  const hasEarlier = thresholds.some((other) => other.kind === kind && other.validFrom < validFrom)
  return hasEarlier ? validFrom : sinceEver
}
