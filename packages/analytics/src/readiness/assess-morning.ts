import { hrvStatus, type HrvStatus } from './hrv-status.ts'
import { assessReadiness, rankDrivers, readinessHrvZ, type Readiness } from './readiness.ts'
import { restingHrBaseline, type RestingHrBaseline } from './resting-hr.ts'
import { sleepAverage14H, sleepDebtH } from './sleep-debt.ts'

/** Older HRV says nothing about this morning. */
const maxHrvAgeDays = 3

/** One value per day up to this morning (the last), NaN missing: 61 days of heart, 14 nights of sleep. */
export interface MorningSeries {
  /** Of one source, see `hrvSeries`. */
  hrvMs: Float64Array
  restingHrBpm: Float64Array
  sleepH: Float64Array
  /** Of the last night, %. */
  sleepEfficiencyPct: number | null
  sleepNeedH: number
}

export interface MorningAssessment {
  readiness: Readiness
  /** What the score's HRV points are counted from. */
  hrvZ: number | null
  hrv: HrvStatus
  restingHr: RestingHrBaseline
  sleepDebtH: number | null
  sleepAverage14H: number | null
  /** Something of last night has not arrived: the score stands on older data and will be made again. */
  isStale: boolean
}

const known = (value: number | undefined): number | null => (value !== undefined && value > 0 ? value : null)

/**
 * The morning's numbers from whatever has arrived. Without last night's HRV the 7-day mean stands in as long as the
 * newest value is at most 3 days old; a missing resting heart rate or night is left out and lowers the confidence.
 */
export function assessMorning(series: MorningSeries): MorningAssessment {
  const hrv = hrvStatus(series.hrvMs)
  const restingHr = restingHrBaseline(series.restingHrBpm)
  const debtH = sleepDebtH(series.sleepH, series.sleepNeedH)
  const hrvTodayMs = known(series.hrvMs.at(-1))
  const sleepH = known(series.sleepH.at(-1))
  const isHrvRecent = series.hrvMs.slice(-maxHrvAgeDays - 1).some((ms) => ms > 0)
  const heart = {
    lnToday: hrvTodayMs === null ? null : Math.log(hrvTodayMs),
    ln7: isHrvRecent ? hrv.ln7 : null,
    lnMean60: hrv.mean60,
    lnSd60: hrv.sd60,
  }
  const readiness = assessReadiness({
    ...heart,
    restingHrBpm: restingHr.todayBpm,
    restingHrMean60Bpm: restingHr.mean60Bpm,
    restingHrSd60Bpm: restingHr.sd60Bpm,
    sleepH,
    sleepNeedH: series.sleepNeedH,
    sleepDebtH: debtH,
    sleepEfficiencyPct: series.sleepEfficiencyPct,
  })
  return {
    readiness: { ...readiness, drivers: rankDrivers(readiness.drivers) },
    hrvZ: readinessHrvZ(heart),
    hrv,
    restingHr,
    sleepDebtH: debtH,
    sleepAverage14H: sleepAverage14H(series.sleepH),
    isStale: hrvTodayMs === null || restingHr.todayBpm === null || sleepH === null,
  }
}
