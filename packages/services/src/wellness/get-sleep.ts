import { listNights } from '@rc/db/queries/wellness'
import type { LocalDate } from '@rc/domain'
import { iso } from '../activities/present-activity.ts'
import type { Deps } from '../deps.ts'

type Night = Awaited<ReturnType<typeof listNights>>[number]

export async function getSleep(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
) {
  const rows = await deps.database.asUser(userId, (tenant) => listNights(tenant, from, to))
  return { nights: rows.map(presentNight) }
}

const presentNight = (night: Night) => ({
  wakeDate: night.wakeDate,
  vendor: night.vendor,
  startedAt: iso(night.startedAt),
  endedAt: iso(night.endedAt),
  asleepS: night.asleepS,
  awakeS: night.awakeS,
  lightS: night.lightS,
  deepS: night.deepS,
  remS: night.remS,
  efficiencyPct: night.efficiencyPct,
  score: night.score,
  stages: presentStages(night),
})

/** Each stage by seconds since the night began. */
function presentStages({ startedAt, stageStartS, stage }: Night): { startS: number; stage: number }[] {
  const startS = startedAt === null ? (stageStartS[0] ?? 0) : startedAt.getTime() / 1000
  return stageStartS.map((at, i) => ({ startS: at - startS, stage: stage[i] ?? 0 }))
}
