import { completeness } from '../completeness.ts'
import type { DayMetric, DaySeries, LoadStanding } from '../metric.ts'
import { found, notFound } from '../result.ts'

const acuteDays = 7
const historyDays = 28

/**
 * `uncoupled`: mean of the last 7 days over that of the 21 before, the one shown. `coupled`: over the last 28 days, the
 * 7 included, so never above 4. `ewma`: exponential averages with λ = 2/(N + 1), begun at the first day's load.
 */
export const acwrForms = ['uncoupled', 'coupled', 'ewma'] as const
export type AcwrForm = (typeof acwrForms)[number]

function meanOfDays(loads: ArrayLike<number>, from: number, to: number): number {
  let sum = 0
  for (let day = from; day <= to; day++) sum += loads[day]!
  return sum / (to - from + 1)
}

function ewma(loads: ArrayLike<number>, days: number, before: number | undefined): Float64Array {
  const share = 2 / (days + 1)
  const averages = new Float64Array(loads.length)
  let average = before ?? loads[0] ?? 0
  for (let day = 0; day < loads.length; day++) {
    average += share * (loads[day]! - average)
    averages[day] = average
  }
  return averages
}

/**
 * Acute load over chronic load on each day of a dense calendar (rest days are zeros), a plain description of change. It
 * predicts no injury (no relation, or a negative one, in 5,205 runners), has no zones and blocks nothing. Unitless, ≥ 0.
 * Missing (null): fewer than 28 days of history, no chronic load (the return after three weeks off).
 * Sources: Williams et al. 2017 (ewma), Windt & Gabbett 2018 (coupling); against its use: Impellizzeri et al. 2020,
 * Frandsen et al. 2025. Evidence C.
 */
export function acuteChronicRatio(loads: ArrayLike<number>, form: AcwrForm): (day: number) => number | null {
  const averagesOn = form === 'ewma' ? ewmaAverages(loads) : meanAverages(loads, form)
  return (day) => {
    if (day < historyDays - 1 || day >= loads.length) return null
    return ratioOf(averagesOn(day))
  }
}

interface Averages {
  acute: number
  chronic: number
}

const ratioOf = ({ acute, chronic }: Averages): number | null => (chronic > 0 ? acute / chronic : null)

function ewmaAverages(loads: ArrayLike<number>, standing: LoadStanding | null = null): (day: number) => Averages {
  const acute = ewma(loads, acuteDays, standing?.acuteEwma)
  const chronic = ewma(loads, historyDays, standing?.chronicEwma)
  return (day) => ({ acute: acute[day]!, chronic: chronic[day]! })
}

function meanAverages(loads: ArrayLike<number>, form: 'coupled' | 'uncoupled'): (day: number) => Averages {
  return (day) => ({
    acute: meanOfDays(loads, day - acuteDays + 1, day),
    chronic: meanOfDays(loads, day - historyDays + 1, form === 'coupled' ? day : day - acuteDays),
  })
}

/** Acute and uncoupled chronic mean of each day; null below 28 days of history. */
export function acuteChronicMeans({ values, daysBefore }: DaySeries): (day: number) => Averages | null {
  const averagesOn = meanAverages(values, 'uncoupled')
  return (day) => (daysBefore + day < historyDays - 1 ? null : averagesOn(day))
}

/** The three forms of one kind of load; TSS-like load and TRIMP are never mixed. */
export const acwrMetrics = (of: 'load' | 'trimp'): DayMetric[] =>
  acwrForms.map((form) => ({
    grain: 'day',
    id: `${of === 'load' ? '' : 'trimp_'}acwr_${form}`,
    of,
    unit: '1',
    needs: [],
    version: 1,
    evidence: 'C',
    source: 'Williams et al. 2017; no predictor of injury: Impellizzeri et al. 2020, Frandsen et al. 2025',
    formula: '{detail.acute} / {detail.chronic}',
    ahead: 0,
    compute: (series) => {
      const { values, standing, daysBefore } = series
      const averagesOn = form === 'ewma' ? ewmaAverages(values, standing) : meanAverages(values, form)
      const about = completeness(series, historyDays - 1)
      return (day) => {
        const { coverage, missing } = about(day)
        const isTooShort = daysBefore + day < historyDays - 1
        // The averages of the exponential form are there from the first day: later days go on from them.
        const detail = isTooShort && form !== 'ewma' ? null : { ...averagesOn(day) }
        const value = isTooShort || detail === null ? null : ratioOf(detail)
        if (value === null) return notFound(form, [isTooShort ? 'too_short' : 'no_load'], { coverage, detail })
        return found(value, form, { coverage, missing, confidence: coverage < 1 ? 'estimated' : 'high', detail })
      }
    },
  }))
