import type { LocalDate, ThresholdKind } from '@rc/domain'
import type { Body } from '../athlete/body.ts'
import type { PlannedDay } from '../athlete/planned.ts'

/** Days between two tests of the athlete's limits. */
const everyDays = 120

/** What the athlete would have written down after each test: dated, rounded as people do. */
export function* demoThresholds(
  days: PlannedDay[],
): Generator<{ kind: ThresholdKind; value: number; validFrom: LocalDate }> {
  for (let i = 0; i < days.length; i += everyDays) {
    const { date, body } = days[i]!
    for (const [kind, value] of Object.entries(valuesOf(body)) as [ThresholdKind, number][])
      yield { kind, value, validFrom: date }
  }
}

const valuesOf = (body: Body): Record<ThresholdKind, number> => ({
  hr_rest_bpm: Math.round(body.hrRestBpm),
  hr_max_bpm: body.hrMaxBpm,
  lthr_bpm: Math.round(body.lthrBpm),
  ftp_w: Math.round(body.ftpW / 5) * 5,
  threshold_speed_mps: wholeSecondsPer(1000, body.thresholdSpeedMps),
  css_mps: wholeSecondsPer(100, body.cssMps),
})

/** A speed that is a whole number of seconds over the distance, as paces are given. */
const wholeSecondsPer = (distanceM: number, speedMps: number) => distanceM / Math.round(distanceM / speedMps)
