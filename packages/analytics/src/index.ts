import type { DailyMetricValue, LocalDate, Thresholds } from '@rc/domain'
import { defaultOptions, type ActivityInput, type ActivityMetricValue, type AnalysisOptions } from './activity-input.ts'

export { defaultOptions }
export type { ActivityInput, ActivityMetricValue, AnalysisOptions }

/** Every registered activity metric of one activity, per session and as a whole. Pure; order of the registry. */
export function analyseActivity(
  _input: ActivityInput,
  _thresholds: Thresholds,
  _options: AnalysisOptions = defaultOptions,
): ActivityMetricValue[] {
  return []
}

/** One activity's contribution to its day. `null`: it could not be computed, and the day is incomplete. */
export interface ActivityLoad {
  date: LocalDate
  load: number | null
  trimp: number | null
}

/**
 * Rows of every day metric, dense from the first activity to `lastClosed` (the athlete's yesterday). The morning form
 * (`tsb`, `trimp_tsb`) reaches one day further: this morning's is known, today's load is not.
 */
export function computeDaily(_activities: ActivityLoad[], _lastClosed: LocalDate): DailyMetricValue[] {
  return []
}
