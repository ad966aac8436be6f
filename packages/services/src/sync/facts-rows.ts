import type { schema } from '@rc/db'
import { toJsonRows } from '@rc/db/queries/json-rows'
import type { WellnessRows } from '@rc/db/queries/wellness-write'
import type { RawVendor } from '@rc/db/queries/raw-events'
import type { LocalDate } from '@rc/domain'
import type { DayFacts } from '@rc/vendors'
import { instantOf } from '../ingest/normalise-recording.ts'

type Without<T, K extends string> = Omit<T, 'userId' | 'createdAt' | 'updatedAt' | 'rawFileId' | K>
type SleepRow = Without<typeof schema.sleep.$inferInsert, 'id'>
type HealthRow = Without<typeof schema.healthMetrics.$inferInsert, 'id'>
type HrRow = Without<typeof schema.hrRecords.$inferInsert, 'vendor'>

export interface EventFacts {
  rawEventId: number
  date: LocalDate
  facts: DayFacts
}

/** What events say, as rows; each names its event. */
export function factsRows(vendor: RawVendor, events: EventFacts[]): WellnessRows {
  const nights = events.flatMap(({ rawEventId, date, facts: { night } }): SleepRow[] =>
    night === null
      ? []
      : [
          {
            vendor,
            rawEventId,
            wakeDate: date,
            startedAt: night.startS === null ? null : instantOf(night.startS),
            endedAt: night.endS === null ? null : instantOf(night.endS),
            asleepS: night.asleepS,
            awakeS: night.awakeS,
            lightS: night.lightS,
            deepS: night.deepS,
            remS: night.remS,
            unmeasurableS: night.unmeasurableS,
            efficiencyPct: efficiencyOf(night.asleepS, night.startS, night.endS),
            score: night.score,
            stageStartS: night.stages.map(({ startS }) => startS),
            stage: night.stages.map(({ stage }) => stage),
            detail: night.detail,
          },
        ],
  )
  const readings = events.flatMap(({ rawEventId, date, facts }) =>
    facts.readings.map((reading): HealthRow => ({
      vendor,
      rawEventId,
      metricId: reading.metric,
      time: instantOf(reading.timeS),
      localDate: date,
      value: reading.value,
      statistic: reading.statistic,
      measurementWindow: reading.window,
    })),
  )
  const hr = events.flatMap(({ rawEventId, facts }) =>
    facts.heartRates.map(({ timeS, bpm }, seq): HrRow => ({ rawEventId, seq, time: instantOf(timeS), bpm })),
  )
  return { sleep: toJsonRows(nights), healthMetrics: toJsonRows(readings), hrRecords: toJsonRows(hr) }
}

const efficiencyOf = (asleepS: number | null, startS: number | null, endS: number | null): number | null =>
  asleepS !== null && startS !== null && endS !== null && endS > startS ? (100 * asleepS) / (endS - startS) : null
