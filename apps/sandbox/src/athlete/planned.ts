import type { LocalDate, Sport } from '@rc/domain'
import type { Body } from './body.ts'
import type { Condition } from './life.ts'
import type { Place } from './places.ts'
import type { Phase, Race } from './season.ts'
import type { Step } from './step.ts'

export interface AthleteOptions {
  seed: number
  firstDay: LocalDate
  lastDay: LocalDate
  /** Where the athlete lives (IANA). */
  timeZone: string
}

/** What a session is for. */
export type Purpose =
  | 'easy_run'
  | 'recovery_run'
  | 'long_run'
  | 'progressive_run'
  | 'interval_run'
  | 'threshold_run'
  | 'treadmill_run'
  | 'endurance_ride'
  | 'sweet_spot_ride'
  | 'vo2_ride'
  | 'long_ride'
  | 'technique_swim'
  | 'css_swim'
  | 'open_water_swim'
  | 'strength'
  | Race

export type LegSport = Exclude<Sport, 'multisport' | 'walk' | 'hike' | 'row' | 'ski' | 'other'>

/** One sport of an activity; a triathlon has five, anything else one. */
export interface PlannedLeg {
  sport: LegSport
  steps: Step[]
  /** Null indoors. */
  place: Place | null
}

export interface PlannedActivity {
  /** Unique and stable: the date and a number, `2026-03-15/1`. */
  key: string
  date: LocalDate
  timeZone: string
  startTimeS: number
  sport: Sport
  purpose: Purpose
  name: string
  legs: PlannedLeg[]
  load: number
  /** Timer seconds it is meant to take. */
  expectedS: number
  temperatureC: number
  body: Body
  poolLengthM: number | null
  heartRate: 'strap' | 'wrist' | 'none'
  /** Old watches wrote a record only when something changed. */
  recording: 'every_second' | 'smart'
  autoPause: boolean
  /** The strap's beat-to-beat intervals are kept. */
  beats: boolean
}

/** The night that ends on this day's morning. */
export interface PlannedNight {
  startS: number
  endS: number
  restingHrBpm: number
  rmssdMs: number
  /** Mean of the last seven nights, and the band of the sixty before: mean ± one standard deviation; null while too few. */
  weeklyRmssdMs: number | null
  baselineMs: { lower: number; upper: number } | null
}

export interface PlannedDay {
  seed: number
  date: LocalDate
  timeZone: string
  /** Midnight to midnight; a day that the flight home shortens starts where the day before ended. */
  startS: number
  endS: number
  phase: Phase
  condition: Condition
  body: Body
  activities: PlannedActivity[]
  /** Null when the watch lay on the table, or when the night was spent in an aeroplane. */
  night: PlannedNight | null
  steps: number
}
