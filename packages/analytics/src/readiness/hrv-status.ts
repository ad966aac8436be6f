import { mean, sampleSd } from '../statistics.ts'

const weekDays = 7
const baselineDays = 60
const minWeekValues = 3
const minBaselineValues = 14
/** Smallest worthwhile change of a 7-day mean, in standard deviations of the daily values. */
const rangeSd = 0.5
/** A steadier heart than this would turn noise into a verdict; ln units. */
const minSd = 0.05

/** `calibrating`: too short a history for a baseline. `no_data`: fewer than three values this week. */
export type HrvStatusWord = 'below' | 'within' | 'above' | 'calibrating' | 'no_data'

/** All of ln(ms), cv7 in percent. */
export interface HrvStatus {
  ln7: number | null
  cv7: number | null
  mean60: number | null
  sd60: number | null
  lower: number | null
  upper: number | null
  status: HrvStatusWord
  n7: number
  n60: number
}

const logsOf = (values: Float64Array): Float64Array => values.filter((value) => value > 0).map(Math.log)

/**
 * The last 7 days of HRV against the athlete's normal range: mean ± 0.5 sample SD of ln over the 60 days before today.
 * `dailyMs`: one value per day up to today (the last), NaN missing, all of one vendor, statistic and window of the night
 * (see `hrvSeries`). It is the 7-day mean that is judged; the range is far too narrow for a single night. Above is not
 * better: it may be a sign of overload.
 * Missing: no week below 3 values of 7, no baseline below 14 of 60.
 * Sources: Plews et al. 2014 (3 days suffice), HRV4Training (60 days), Buchheit 2014. Evidence B.
 */
export function hrvStatus(dailyMs: Float64Array): HrvStatus {
  const week = logsOf(dailyMs.slice(-weekDays))
  const history = logsOf(dailyMs.slice(-baselineDays - 1, -1))
  const ln7 = week.length >= minWeekValues ? mean(week) : null
  const counts = {
    ln7,
    cv7: ln7 === null ? null : (100 * sampleSd(week)) / ln7,
    n7: week.length,
    n60: history.length,
  }
  if (history.length < minBaselineValues) {
    return { ...counts, mean60: null, sd60: null, lower: null, upper: null, status: 'calibrating' }
  }
  const mean60 = mean(history)
  const sd60 = sampleSd(history)
  const [lower, upper] = [mean60 - rangeSd * sd60, mean60 + rangeSd * sd60]
  return { ...counts, mean60, sd60, lower, upper, status: place(ln7, lower, upper) }
}

function place(ln7: number | null, lower: number, upper: number): HrvStatusWord {
  if (ln7 === null) return 'no_data'
  return ln7 < lower ? 'below' : ln7 > upper ? 'above' : 'within'
}

/** How far a ln value is from the baseline in its standard deviations, of which at least 0.05 are assumed. */
export const hrvZ = (ln: number, mean60: number, sd60: number): number => (ln - mean60) / Math.max(sd60, minSd)
