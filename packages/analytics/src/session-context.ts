import { sportFamily, type Length, type Session, type Sport, type SportFamily, type Thresholds } from '@rc/domain'
import type { AnalysisOptions } from './activity-input.ts'

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

/** One session, made ready once; every metric reads from here. */
export interface SessionContext {
  sport: Sport
  family: SportFamily
  totals: Session
  lengths: Length[]
  rpe: number | null
  /** Unix seconds. */
  startS: number
  timerS: number
  /** Positions give its speed: not in a pool, on a treadmill or a trainer. */
  outdoors: boolean
  grid: SessionGrid
  track: Track | null
  thresholds: Thresholds
  options: AnalysisOptions
  /** The result of `make` for this session, made once: how metrics share streams and read each other. */
  memo: <T>(make: (session: SessionContext) => T) => T
}

export type SessionFacts = Omit<SessionContext, 'memo' | 'family'>

export function sessionContext(facts: SessionFacts): SessionContext {
  const made = new Map<unknown, unknown>()
  const session: SessionContext = {
    ...facts,
    family: sportFamily(facts.sport),
    memo: <T>(make: (session: SessionContext) => T): T => {
      if (!made.has(make)) made.set(make, make(session))
      return made.get(make) as T
    },
  }
  return session
}
