import { sportFamily, type Length, type Session, type Sport, type SportFamily, type Thresholds } from '@rc/domain'
import type { AnalysisOptions } from './activity-input.ts'
import { streamFacts, type StreamFacts } from './stream-facts.ts'

/** One value per second of timer time, NaN where there is none; `null`: the channel was not recorded. */
export interface SessionGrid {
  /** Length of every channel: timer seconds. */
  seconds: number
  /** 30–230 bpm; everything else is a dropout. */
  hrBpm: Float64Array | null
  powerW: Float64Array | null
  speedMps: Float64Array | null
  distanceM: Float64Array | null
  /** Freed of single-sample spikes. */
  altitudeM: Float64Array | null
  /** Steps per minute for those on foot (both legs), revolutions per minute otherwise. */
  cadence: Float64Array | null
  temperatureC: Float64Array | null
}

/** Distance over wall time since the session's start, pauses included: what records are measured on. */
export interface Track {
  timeS: Float64Array
  distanceM: Float64Array
}

/** What is kept of one session: its facts, and the totals that stand in where there are no samples. */
export interface SessionSummary {
  sport: Sport
  timerS: number
  distanceM: number | null
  avgHrBpm: number | null
  facts: StreamFacts
}

/** One session as far as metrics of the athlete need it; its samples are not at hand. */
export interface SummaryContext extends SessionSummary {
  family: SportFamily
  rpe: number | null
  thresholds: Thresholds
  options: AnalysisOptions
  /** The result of `make` for this session, made once: how metrics read each other. */
  memo: <T>(make: (session: SummaryContext) => T) => T
}

/** One session with its samples, made ready once. */
export interface SessionContext extends Omit<SummaryContext, 'memo'> {
  totals: Session
  lengths: Length[]
  /** Unix seconds. */
  startS: number
  /** Positions give its speed: not in a pool, on a treadmill or a trainer. */
  outdoors: boolean
  grid: SessionGrid
  track: Track | null
  /** As `SummaryContext.memo`; streams are shared by it as well. */
  memo: <T>(make: (session: SessionContext) => T) => T
}

function memoised<S>(of: () => S): <T>(make: (session: S) => T) => T {
  const made = new Map<unknown, unknown>()
  return <T>(make: (session: S) => T): T => {
    if (!made.has(make)) made.set(make, make(of()))
    return made.get(make) as T
  }
}

export function sessionContext(
  about: Omit<SessionContext, 'memo' | 'family' | 'facts' | 'distanceM' | 'avgHrBpm'>,
): SessionContext {
  const session: SessionContext = {
    ...about,
    family: sportFamily(about.sport),
    distanceM: about.totals.distanceM,
    avgHrBpm: about.totals.avgHrBpm,
    memo: memoised(() => session),
    get facts() {
      return session.memo(streamFacts)
    },
  }
  return session
}

export function summaryContext(
  about: SessionSummary & Pick<SummaryContext, 'rpe' | 'thresholds' | 'options'>,
): SummaryContext {
  const session: SummaryContext = { ...about, family: sportFamily(about.sport), memo: memoised(() => session) }
  return session
}
