import { addDays, daysBetween, type DailyMetricValue, type LocalDate } from '@rc/domain'
import type { DaySeries, DaySource, LoadStanding } from './metric.ts'
import { densify } from './metrics/densify.ts'
import { dayMetrics } from './registry.ts'

/** One activity's contribution to its day. `null`: it could not be computed, and the day is incomplete. */
export interface ActivityLoad {
  date: LocalDate
  load: number | null
  trimp: number | null
  /** Of a run: metres with its climb counted as distance, and TRIMP; left out for all else. */
  run?: { distanceM: number | null; trimp: number | null } | null
  /** Seconds easy, moderate and hard; null without a heart rate. */
  zonesS?: readonly [easy: number, moderate: number, hard: number] | null
}

/** Days before the first row that a day metric looks back at, beyond the averages: PMC marks unknown loads that long. */
export const lookBackDays = 42

/** Where the history stands on the evening of `date`, as stored rows say. */
export interface DailyStanding {
  firstDate: LocalDate
  date: LocalDate
  load: LoadStanding
  trimp: LoadStanding
}

/**
 * Rows of every day metric, dense from the first activity to `lastClosed` (the athlete's yesterday). The morning form
 * (`tsb`, `trimp_tsb`) reaches one day further: this morning's is settled while today's load is still open.
 * Activities after `lastClosed` wait; without one before it there are no rows.
 * With a standing only the activities after its date are wanted, and rows begin `lookBackDays` later: they are the same,
 * to the last bit, as those of the whole history.
 */
export function computeDaily(
  activities: readonly ActivityLoad[],
  lastClosed: LocalDate,
  standing: DailyStanding | null = null,
): DailyMetricValue[] {
  const first = standing === null ? firstOf(activities) : addDays(standing.date, 1)
  if (first === null || first > lastClosed) return []
  const made = new Map<DaySource, DaySeries>()
  const series = (of: DaySource): DaySeries => {
    const known = made.get(of) ?? seriesOf(activities, of, first, lastClosed, standing)
    made.set(of, known)
    return known
  }
  const days = series('load').values.length
  const dates = Array.from({ length: days + 1 }, (_, day) => addDays(first, day))
  const rows: DailyMetricValue[] = []
  for (const { id, unit, version, of, ahead, compute } of dayMetrics) {
    const at = compute(series(of), series)
    for (let day = standing === null ? 0 : lookBackDays; day < days + ahead; day++) {
      const { value, method, coverage, confidence, missing, detail } = at(day)
      const localDate = dates[day]!
      rows.push({ localDate, metricId: id, version, value, unit, method, coverage, confidence, missing, detail })
    }
  }
  return rows
}

const firstOf = (activities: readonly ActivityLoad[]): LocalDate | null =>
  activities.reduce<LocalDate | null>((min, { date }) => (min === null || date < min ? date : min), null)

/** What each activity adds to a source; an activity that is none of its kind adds nothing, not a zero. */
function valuesOf(activities: readonly ActivityLoad[], of: DaySource): { date: LocalDate; value: number | null }[] {
  switch (of) {
    case 'load':
    case 'trimp':
      return activities.map((activity) => ({ date: activity.date, value: activity[of] }))
    case 'run_distance':
      return activities.flatMap(({ date, run }) => (run ? [{ date, value: run.distanceM }] : []))
    case 'run_trimp':
      return activities.flatMap(({ date, run }) => (run ? [{ date, value: run.trimp }] : []))
    case 'easy_s':
      return activities.map(({ date, zonesS }) => ({ date, value: zonesS?.[0] ?? null }))
    case 'moderate_s':
      return activities.map(({ date, zonesS }) => ({ date, value: zonesS?.[1] ?? null }))
    case 'hard_s':
      return activities.map(({ date, zonesS }) => ({ date, value: zonesS?.[2] ?? null }))
  }
}

function seriesOf(
  activities: readonly ActivityLoad[],
  of: DaySource,
  first: LocalDate,
  lastClosed: LocalDate,
  standing: DailyStanding | null,
): DaySeries {
  const days = densify(valuesOf(activities, of), first, lastClosed)
  return {
    daysBefore: standing === null ? 0 : daysBetween(standing.firstDate, first),
    standing: of === 'load' || of === 'trimp' ? (standing?.[of] ?? null) : null,
    values: Float64Array.from(days, (day) => day.load),
    known: Float64Array.from(days, (day) => (day.activities === 0 ? 1 : 1 - day.unknown / day.activities)),
  }
}
