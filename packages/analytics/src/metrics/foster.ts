import { completeness } from '../completeness.ts'
import type { DayMetric } from '../metric.ts'
import { found, notFound } from '../result.ts'
import { mean, sampleSd } from '../statistics.ts'

const weekDays = 7
const maxMonotony = 10

export interface FosterWeek {
  load: number
  monotony: number | null
  strain: number
  /** The days were so alike that the ratio has no meaning beyond "at least 10". */
  capped: boolean
}

/**
 * Foster's monotony, mean over sample standard deviation of seven daily loads (rest days are zeros), and strain, the
 * week's load × monotony. Monotony is unitless, at most 10; above 2 is called monotonous (convention). Strain has the
 * load's unit and compares only with the athlete's own weeks.
 * Missing: null altogether unless given seven days; an empty week has no monotony, and no strain (a true 0).
 * Source: Foster 1998, Med Sci Sports Exerc 30:1164; n − 1 and the cap are our reading. Evidence C.
 */
export function fosterWeek(week: ArrayLike<number>): FosterWeek | null {
  if (week.length !== weekDays) return null
  const average = mean(week)
  const load = average * weekDays
  if (!(load > 0)) return { load, monotony: null, strain: 0, capped: false }
  const ratio = average / sampleSd(week)
  const monotony = Math.min(ratio, maxMonotony)
  return { load, monotony, strain: load * monotony, capped: ratio > maxMonotony }
}

const about = {
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Foster 1998, Med Sci Sports Exerc 30:1164',
  ahead: 0,
} as const

/** Monotony and strain of the seven days up to each. */
export function fosterMetrics(of: 'load' | 'trimp'): DayMetric[] {
  const prefix = of === 'load' ? '' : 'trimp_'
  const metric = (name: 'monotony' | 'strain', unit: string, formula: string): DayMetric => ({
    ...about,
    formula,
    grain: 'day',
    id: `${prefix}${name}`,
    of,
    unit,
    compute: (series) => {
      const standing = completeness(series, weekDays - 1)
      return (day) => {
        const { coverage, missing } = standing(day)
        const week = fosterWeek(series.values.subarray(Math.max(0, day - weekDays + 1), day + 1))
        if (week === null) return notFound('sample_sd', ['too_short'], { coverage })
        const value = week[name]
        if (value === null) return notFound('sample_sd', ['no_load'], { coverage })
        const confidence = coverage < 1 || week.capped ? 'estimated' : 'high'
        return found(value, 'sample_sd', {
          coverage,
          missing,
          confidence,
          detail: week.capped ? { capped: true } : null,
        })
      }
    },
  })
  return [
    metric('monotony', '1', `{${of}~7} / sample SD of the 7 days`),
    metric('strain', of === 'load' ? 'TSS' : 'AU', `7 · {${of}~7} · {${prefix}monotony}`),
  ]
}
