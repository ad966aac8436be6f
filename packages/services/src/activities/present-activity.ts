import type { ListedActivity, readActivityParts } from '@rc/db/queries/activities'

type Parts = Awaited<ReturnType<typeof readActivityParts>>

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null

/** One line of a list. */
export const presentSummary = (row: ListedActivity) => ({
  id: row.id,
  sport: row.sport,
  name: row.name,
  startedAt: row.startedAt.toISOString(),
  localDate: row.localDate,
  utcOffsetS: row.utcOffsetS,
  timerS: row.timerS,
  movingS: row.movingS,
  distanceM: row.distanceM,
  ascentM: row.ascentM,
  avgHrBpm: row.avgHrBpm,
  avgPowerW: row.avgPowerW,
  avgSpeedMps: row.avgSpeedMps,
  load: row.load,
  loadMethod: row.loadMethod,
  source: row.source,
  flags: row.flags,
  spark: row.spark,
  excludedFromLoad: row.excludedFromLoad,
  tags: row.tags,
})

const presentStretch = (
  stretch: Parts['sessions'][number] | Parts['laps'][number],
  at: (time: Date | null) => string | null,
) => ({
  startedAt: at(stretch.startedAt),
  elapsedS: stretch.elapsedS,
  timerS: stretch.timerS,
  distanceM: stretch.distanceM,
  avgHrBpm: stretch.avgHrBpm,
  maxHrBpm: stretch.maxHrBpm,
  avgPowerW: stretch.avgPowerW,
  maxPowerW: stretch.maxPowerW,
  avgSpeedMps: stretch.avgSpeedMps,
  maxSpeedMps: stretch.maxSpeedMps,
  avgCadenceRpm: stretch.avgCadenceRpm,
  ascentM: stretch.ascentM,
  descentM: stretch.descentM,
  caloriesKcal: stretch.caloriesKcal,
})

/** Milliseconds by which the athlete moved an activity whose watch did not know the time; its parts still count from then. */
export const movedByMs = (row: Pick<ListedActivity, 'startedAt' | 'recordedStartAt'>): number =>
  row.recordedStartAt === null ? 0 : row.startedAt.getTime() - row.recordedStartAt.getTime()

export function presentParts(row: ListedActivity, { sessions, laps, lengths, metrics }: Parts) {
  const movedMs = movedByMs(row)
  const at = (time: Date | null) => iso(time && new Date(time.getTime() + movedMs))
  return {
    sessions: sessions.map((session) => ({
      ...presentStretch(session, at),
      sport: session.sport,
      poolLengthM: session.poolLengthM,
    })),
    laps: laps.map((lap) => ({ ...presentStretch(lap, at), trigger: lap.trigger, intensity: lap.intensity })),
    lengths: lengths.map(({ startedAt, timerS, active, strokes, stroke }) => ({
      startedAt: at(startedAt),
      timerS,
      active,
      strokes,
      stroke,
    })),
    metrics: metrics.map(
      ({ metricId, sessionIndex, version, value, unit, method, coverage, confidence, missing, detail }) => ({
        metricId,
        sessionIndex,
        version,
        value,
        unit,
        method,
        coverage,
        confidence,
        missing,
        detail,
      }),
    ),
  }
}

export const deviceName = (row: { deviceManufacturer: string | null; deviceProduct: string | null }): string | null =>
  [row.deviceManufacturer, row.deviceProduct].filter(Boolean).join(' ') || null
