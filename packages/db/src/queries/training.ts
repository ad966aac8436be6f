import { defaultTraining, type AlertRuleId, type LocalDate, type TrainingSettings } from '@rc/domain'
import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { mutedAlerts, trainingSettings } from '../schema/index.ts'

const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

export async function readTraining({ tx, userId }: Tenant): Promise<TrainingSettings> {
  const [row] = await tx.select().from(trainingSettings).where(eq(trainingSettings.userId, userId))
  if (!row) return defaultTraining
  const { morningMin, sleepNeedH, gapModel, elevationFeetPerMile } = row
  return { morningAt: clockOf(morningMin), sleepNeedH, gapModel, elevationFeetPerMile }
}

/** Absent keys stay as they are. */
export async function updateTraining(
  { tx, userId }: Tenant,
  { morningAt, ...changes }: { [K in keyof TrainingSettings]?: TrainingSettings[K] | undefined },
): Promise<void> {
  const set = { ...changes, ...(morningAt === undefined ? {} : { morningMin: minutesOf(morningAt) }) }
  await tx
    .insert(trainingSettings)
    .values({ userId, ...set })
    .onConflictDoUpdate({ target: trainingSettings.userId, set: { ...set, userId } })
}

export async function setSrpeScale({ tx, userId }: Tenant, srpeScale: number | null): Promise<void> {
  await tx
    .insert(trainingSettings)
    .values({ userId, srpeScale })
    .onConflictDoUpdate({ target: trainingSettings.userId, set: { srpeScale } })
}

export interface MutedAlert {
  ruleId: AlertRuleId
  mutedUntil: LocalDate | null
}

/** Also those whose time is over. */
export function listMuted({ tx, userId }: Tenant): Promise<MutedAlert[]> {
  return tx
    .select({ ruleId: mutedAlerts.ruleId, mutedUntil: mutedAlerts.mutedUntil })
    .from(mutedAlerts)
    .where(eq(mutedAlerts.userId, userId))
}

export async function muteAlert(
  { tx, userId }: Tenant,
  ruleId: AlertRuleId,
  mutedUntil: LocalDate | null,
): Promise<void> {
  await tx
    .insert(mutedAlerts)
    .values({ userId, ruleId, mutedUntil })
    .onConflictDoUpdate({ target: [mutedAlerts.userId, mutedAlerts.ruleId], set: { mutedUntil } })
}

export async function unmuteAlert({ tx, userId }: Tenant, ruleId: AlertRuleId): Promise<void> {
  await tx.delete(mutedAlerts).where(and(eq(mutedAlerts.userId, userId), eq(mutedAlerts.ruleId, ruleId)))
}
