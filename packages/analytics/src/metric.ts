import type { EvidenceGrade, ThresholdKind } from '@rc/domain'
import type { MetricResult } from './result.ts'
import type { SessionContext, SummaryContext } from './session-context.ts'

/**
 * How the number comes about, as a line of mathematics; where variants differ, by how the method begins. In braces stand
 * quantities that the appliance can put in: `{np_w}` another metric of the same activity or day, `{ctl@-1}` of the day
 * before, `{load~7}` its mean of 7 days, `{detail.x}` of the row itself, `{ftpW}` a threshold, `{timerS}` a total.
 */
export type Formula = string | readonly (readonly [method: string, formula: string])[]

/** One of the numbers that a metric keeps in its `detail`: a distance of its efforts, a zone, a point of its curve. */
export interface MetricPart {
  value: number
  unit: string
  formula: Formula
  /** What stands in the formula's braces. */
  quantities: Readonly<Record<string, number>>
}

interface Metric {
  /** Stable, snake_case; rows are keyed by it. */
  id: string
  unit: string
  /** Thresholds whose change makes stored rows stale. */
  needs: readonly ThresholdKind[]
  /** Raised whenever the formula or its reading changes. */
  version: number
  evidence: EvidenceGrade
  source: string
  formula: Formula
}

export interface SessionPart<Session extends Pick<SummaryContext, 'sport' | 'timerS'> = SummaryContext> {
  session: Session
  result: MetricResult
}

export interface MetricOf<Session extends Pick<SummaryContext, 'sport' | 'timerS'>> extends Metric {
  grain: 'activity'
  /** `null`: the metric has no meaning for this session (a swim has no rTSS). */
  compute: (session: Session) => MetricResult | null
  /** The value of a multisport activity from those of its sessions; without it there are only values per session. */
  combine?: (parts: SessionPart<Session>[]) => MetricResult | null
  /** The numbers of its `detail` that are shown by themselves, by the word after the dot: `best_efforts.5000`. */
  partOf?: (detail: Readonly<Record<string, unknown>>, part: string) => MetricPart | null
}

/** A metric of the recording alone: the same whoever the athlete is. */
export interface RecordingMetric extends MetricOf<SessionContext> {
  of?: 'recording'
  needs: readonly []
}

/** A metric of the athlete as well, by thresholds or effort: made of what is kept of the session, never of samples. */
export interface AthleteMetric extends MetricOf<SummaryContext> {
  of: 'athlete'
  /** The athlete's RPE is an input. */
  usesEffort?: true
}

export type ActivityMetric = RecordingMetric | AthleteMetric

/** The exponential averages of one kind of load on the evening of a day, from which the next day goes on. */
export interface LoadStanding {
  ctl: number
  atl: number
  acuteEwma: number
  chronicEwma: number
}

/**
 * The dense calendar a day metric is computed on. Index 0 is the day of the first activity, or a later one that goes on
 * from where the averages stood the evening before.
 */
export interface DaySeries {
  /** Days from the first activity to index 0. */
  daysBefore: number
  standing: LoadStanding | null
  /** Sum of the day's known values; 0 on rest days. */
  values: Float64Array
  /** Share of the day's activities whose value is known; 1 on rest days. */
  known: Float64Array
}

/**
 * What is summed per day: TSS-like load, TRIMP; of runs alone the distance with climbs counted as distance, and TRIMP;
 * seconds easy, moderate and hard.
 */
export type DaySource = 'load' | 'trimp' | 'run_distance' | 'run_trimp' | 'easy_s' | 'moderate_s' | 'hard_s'

export interface DayMetric extends Metric {
  grain: 'day'
  of: DaySource
  /** Days the series is continued beyond the last closed one; 1 for what is known in the morning. */
  ahead: 0 | 1
  /** `other`: the series of another source, of the same days. */
  compute: (series: DaySeries, other: (source: DaySource) => DaySeries) => (day: number) => MetricResult
}
