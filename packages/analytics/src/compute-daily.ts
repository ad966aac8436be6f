import type { DailyMetricValue, LocalDate } from '@rc/domain'
import type { DaySeries } from './metric.ts'
import { densify } from './metrics/densify.ts'
import { dayMetrics } from './registry.ts'

/** One activity's contribution to its day. `null`: it could not be computed, and the day is incomplete. */
export interface ActivityLoad {
  date: LocalDate
  load: number | null
  trimp: number | null
}

/**
 * Rows of every day metric, dense from the first activity to `lastClosed` (the athlete's yesterday). The morning form
 * (`tsb`, `trimp_tsb`) reaches one day further: this morning's is settled while today's load is still open.
 * Activities after `lastClosed` wait; without one before it there are no rows.
 */
export function computeDaily(activities: readonly ActivityLoad[], lastClosed: LocalDate): DailyMetricValue[] {
  const first = activities.reduce<LocalDate | null>((min, { date }) => (min === null || date < min ? date : min), null)
  if (first === null || first > lastClosed) return []
  const totals = {
    load: densify(
      activities.map(({ date, load }) => ({ date, value: load })),
      first,
      lastClosed,
    ),
    trimp: densify(
      activities.map(({ date, trimp }) => ({ date, value: trimp })),
      first,
      lastClosed,
    ),
  }
  const seriesOf = (of: 'load' | 'trimp'): DaySeries => ({
    values: Float64Array.from(totals[of], (day) => day.load),
    known: Float64Array.from(totals[of], (day) => (day.activities === 0 ? 1 : 1 - day.unknown / day.activities)),
  })
  const series = { load: seriesOf('load'), trimp: seriesOf('trimp') }
  const dates = [...totals.load.map((day) => day.date), nextDay(lastClosed)]
  const rows: DailyMetricValue[] = []
  for (const { id, unit, version, of, ahead, compute } of dayMetrics) {
    const at = compute(series[of])
    for (let day = 0; day < dates.length - 1 + ahead; day++) {
      const { value, method, coverage, confidence, missing, detail } = at(day)
      const localDate = dates[day]!
      rows.push({ localDate, metricId: id, version, value, unit, method, coverage, confidence, missing, detail })
    }
  }
  return rows
}

const nextDay = (date: LocalDate): LocalDate => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
