import type { Thresholds } from '@rc/domain'
import { defaultOptions, type ActivityInput, type ActivityMetricValue, type AnalysisOptions } from './activity-input.ts'
import { makeSession } from './make-session.ts'
import type { ActivityMetric } from './metric.ts'
import { activityMetrics } from './registry.ts'
import type { MetricResult } from './result.ts'

/**
 * Every registered metric of one activity. An activity of one session has values as a whole (`sessionIndex` −1); one of
 * several has those of each session and, for what can be added up (loads, times, climbs), those of the whole.
 * A missing threshold or channel gives `value: null` and names it in `missing`; what has no meaning for a sport is left
 * out. Pure; the 1 Hz grid is made once per session.
 */
export function analyseActivity(
  input: ActivityInput,
  thresholds: Thresholds,
  options: AnalysisOptions = defaultOptions,
): ActivityMetricValue[] {
  const sessions = input.sessions.map((_, index) => makeSession(input, index, thresholds, options))
  const [only] = sessions
  if (only === undefined) return []
  if (sessions.length === 1) return activityMetrics.flatMap((metric) => rowOf(metric, only.memo(metric.compute), -1))
  return activityMetrics.flatMap((metric) => {
    const parts = sessions.flatMap((session, index) => {
      const result = session.memo(metric.compute)
      return result === null ? [] : [{ session, result, index }]
    })
    const whole = parts.length === 0 || metric.combine === undefined ? null : metric.combine(parts)
    return [...rowOf(metric, whole, -1), ...parts.flatMap(({ result, index }) => rowOf(metric, result, index))]
  })
}

function rowOf(metric: ActivityMetric, result: MetricResult | null, sessionIndex: number): ActivityMetricValue[] {
  if (result === null) return []
  return [{ metricId: metric.id, version: metric.version, unit: metric.unit, sessionIndex, ...result }]
}
