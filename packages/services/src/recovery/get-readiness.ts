import { assessMorning, type MorningAssessment } from '@rc/analytics'
import { addDays, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { presentHrv } from './get-hrv.ts'
import { presentRestingHr } from './get-resting-hr.ts'
import { requireRange } from './require-range.ts'
import { daysOf, hrvOn, lookBackDays, morningSeriesOn, readWellness, type WellnessDays } from './wellness-days.ts'

type Range = { from: LocalDate; to: LocalDate }

export const presentReadiness = (localDate: LocalDate, { readiness, isStale }: MorningAssessment) => ({
  localDate,
  score: readiness.score,
  band: readiness.band,
  confidence: readiness.confidence,
  drivers: readiness.drivers,
  isStale,
})

/** The score of each morning, as it would be made now. */
export async function getReadiness(deps: Pick<Deps, 'database' | 'now'>, userId: number, range: Range) {
  requireRange(range)
  const wellness = await deps.database.asReader(userId, (tenant) => readWellness(tenant, deps.now(), range))
  return {
    days: daysOf(range).map((date) => presentReadiness(date, assessMorning(morningSeriesOn(wellness, date)))),
  }
}

/** This morning, from whatever has arrived. */
export async function getReadinessToday(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  const wellness = await deps.database.asReader(userId, (tenant) => readWellness(tenant, deps.now()))
  const today = wellness.to
  const series = morningSeriesOn(wellness, today)
  const morning = assessMorning(series)
  const { source } = hrvOn(wellness, today)
  const day = presentReadiness(today, morning)
  const lastNight = series.hrvMs.at(-1)!
  const usesWeek = Number.isNaN(lastNight) && day.drivers.some(({ id }) => id === 'hrv')
  return {
    ...day,
    fallback: usesWeek ? ('hrv_7_day' as const) : ('none' as const),
    newest: {
      hrv: wellness.hrv.at(-1)?.date ?? null,
      restingHr: newestOf(wellness, wellness.restingHrBpm),
      sleep: newestOf(wellness, wellness.sleepH),
    },
    hrvSource: source,
    hrv: { ...presentHrv(today, series.hrvMs, morning.hrv), n7: morning.hrv.n7, n60: morning.hrv.n60 },
    restingHr: presentRestingHr(today, morning.restingHr),
    sleep: {
      hours: known(series.sleepH.at(-1)),
      needH: series.sleepNeedH,
      efficiencyPct: series.sleepEfficiencyPct,
      debtH: morning.sleepDebtH,
      average14H: morning.sleepAverage14H,
    },
  }
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

function newestOf({ from, to }: WellnessDays, values: Float64Array): LocalDate | null {
  const last = values.findLastIndex((value) => !Number.isNaN(value))
  return last < 0 ? null : (daysOf({ from: addDays(from, -lookBackDays), to })[last] ?? null)
}
