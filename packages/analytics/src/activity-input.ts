import type { MetricValue, Recording } from '@rc/domain'

/** What is analysed: a recording as it was read (a manual session is one with no samples) and the effort the athlete gave it. */
export type ActivityInput = Pick<
  Recording,
  'sport' | 'startTimeS' | 'endTimeS' | 'pauses' | 'samples' | 'sessions' | 'lengths'
> & {
  /** Foster CR-10, 0–10. */
  rpe: number | null
}

export interface AnalysisOptions {
  /** Which grade model turns hills into flat running. */
  gapModel: 'minetti2002' | 'strava_fit'
  /** The athlete's own TSS per session-RPE unit (see `personalSrpeScale`); null: 100 per 420 AU. */
  srpeScale: number | null
  /** Feet of climb that count as one mile, 500–1100. */
  elevationFeetPerMile: number
}

export const defaultOptions: AnalysisOptions = {
  gapModel: 'minetti2002',
  srpeScale: null,
  elevationFeetPerMile: 750,
}

export interface ActivityMetricValue extends MetricValue {
  /** Which session it is of; −1 is the whole activity. An activity of one session has only whole-activity values. */
  sessionIndex: number
}
