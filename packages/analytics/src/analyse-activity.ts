import type { Thresholds } from '@rc/domain'
import { defaultOptions, type ActivityInput, type ActivityMetricValue, type AnalysisOptions } from './activity-input.ts'
import { makeSession } from './make-session.ts'
import type { ActivityMetric, MetricOf } from './metric.ts'
import { athleteMetrics, recordingMetrics } from './registry.ts'
import type { MetricResult } from './result.ts'
import { summaryContext, type SessionContext, type SessionSummary } from './session-context.ts'

/** The sessions of an activity, each gridded once and ready for every metric. */
export const openActivity = (
  input: ActivityInput,
  thresholds: Thresholds,
  options: AnalysisOptions = defaultOptions,
): SessionContext[] => input.sessions.map((_, index) => makeSession(input, index, thresholds, options))

/**
 * Every registered metric of one activity. An activity of one session has values as a whole (`sessionIndex` −1); one of
 * several has those of each session and, for what can be added up (loads, times, climbs), those of the whole.
 * A missing threshold or channel gives `value: null` and names it in `missing`; what has no meaning for a sport is left
 * out. Pure; the 1 Hz grid is made once per session.
 */
export const analyseSessions = (sessions: SessionContext[]): ActivityMetricValue[] => [
  ...valuesOf(recordingMetrics, sessions),
  ...valuesOf(athleteMetrics, sessions),
]

export const analyseActivity = (...input: Parameters<typeof openActivity>): ActivityMetricValue[] =>
  analyseSessions(openActivity(...input))

/** What is kept of the sessions: enough to make the metrics of the athlete again, without a sample. */
export const summarise = (sessions: SessionContext[]): SessionSummary[] =>
  sessions.map(({ sport, timerS, distanceM, avgHrBpm, facts }) => ({ sport, timerS, distanceM, avgHrBpm, facts }))

/** The metrics of the athlete of sessions that were summarised: the same as those of their samples, to the last bit. */
export function analyseSummaries(
  summaries: readonly SessionSummary[],
  about: { rpe: number | null; thresholds: Thresholds; options: AnalysisOptions },
): ActivityMetricValue[] {
  return valuesOf(
    athleteMetrics,
    summaries.map((summary) => summaryContext({ ...summary, ...about })),
  )
}

type Session<S> = Pick<SessionContext, 'sport' | 'timerS'> & { memo: <T>(make: (session: S) => T) => T }

function valuesOf<S extends Session<S>>(metrics: readonly MetricOf<S>[], sessions: S[]): ActivityMetricValue[] {
  const [only] = sessions
  if (only === undefined) return []
  if (sessions.length === 1) return metrics.flatMap((metric) => rowOf(metric, only.memo(metric.compute), -1))
  return metrics.flatMap((metric) => {
    const parts = sessions.flatMap((session, index) => {
      const result = session.memo(metric.compute)
      return result === null ? [] : [{ session, result, index }]
    })
    const whole = parts.length === 0 || metric.combine === undefined ? null : metric.combine(parts)
    return [...rowOf(metric, whole, -1), ...parts.flatMap(({ result, index }) => rowOf(metric, result, index))]
  })
}

function rowOf(
  { id, version, unit }: Pick<ActivityMetric, 'id' | 'version' | 'unit'>,
  result: MetricResult | null,
  sessionIndex: number,
): ActivityMetricValue[] {
  return result === null ? [] : [{ metricId: id, version, unit, sessionIndex, ...result }]
}
