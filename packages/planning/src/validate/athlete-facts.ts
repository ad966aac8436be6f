import type { LocalDate } from '@rc/domain'
import type { Morning } from '../adjust-session.ts'
import type { Plan, PlanSport } from '../model/plan.ts'

/** What the validator and the planner know of the athlete today. `null` and empty lists: not known, nothing set. */
export interface AthleteFacts {
  today: LocalDate
  ageYears: number | null
  isPregnant: boolean
  /** Fastest kilometre ever, s/km. */
  bestKmPace: number | null
  /** The day the thresholds were last measured, and their quality 0–100. */
  thresholdsAsOf: LocalDate | null
  thresholdQuality: number | null
  readiness: number | null
  level: Morning['level']
  /** An open injury; `injuryUntil`: cleared from that day on. */
  isInjured: boolean
  injuryUntil: LocalDate | null
  isIll: boolean
  pain: number | null
  availability: Availability
  /** What the athlete wrote about themselves; searched for red flags only. */
  words: string[]
  otherPlans: { start: LocalDate; end: LocalDate }[]
  /** The revision this one came from: its locked workouts must be in it unchanged. */
  previous: Plan | null
  /** The revision that counts until this one is approved: what of it lies in the past may stay there. */
  approved: Plan | null
  /** Guideline chunks that were retrieved for this plan and may be cited. */
  knownSources: string[]
  /** What the target device can be sent; null: not known. */
  deviceSports: PlanSport[] | null
  weather: { date: LocalDate; maxC: number | null; airQuality: number | null }[]
}

export interface Availability {
  /** Minutes on Monday … Sunday; 0: blocked; null: no limit. */
  minutes: (number | null)[]
  /** Single days that differ from their weekday. */
  dates: Record<LocalDate, number>
  /** 0 Monday … 6 Sunday. */
  longRunDay: number | null
  maxDaysPerWeek: number | null
  maxSessionsPerDay: number | null
  excludedSports: PlanSport[]
}

/** One thing done before, as the load rules need it; metres and seconds null where they were not recorded. */
export interface DoneSession {
  date: LocalDate
  family: 'run' | 'bike' | 'swim' | 'other'
  m: number | null
  s: number | null
  load: number | null
  isHard: boolean
}

/** Sessions of the last weeks (90 days are plenty), or, where only those are known, weekly sums, the last one the latest. */
export interface TrainingHistory {
  sessions: DoneSession[]
  weeks: { m: number; load: number | null }[]
  longest30M: number | null
  ctl: number | null
  /** Days since the last run, and what a week held before; null: read from the sessions. */
  daysOff: number | null
  weekBeforeBreakM: number | null
}

export const openAvailability: Availability = {
  minutes: [null, null, null, null, null, null, null],
  dates: {},
  longRunDay: null,
  maxDaysPerWeek: null,
  maxSessionsPerDay: null,
  excludedSports: [],
}

export const noHistory: TrainingHistory = {
  sessions: [],
  weeks: [],
  longest30M: null,
  ctl: null,
  daysOff: null,
  weekBeforeBreakM: null,
}

/** An athlete of whom only the day is known. */
export const athleteOn = (today: LocalDate): AthleteFacts => ({
  today,
  ageYears: null,
  isPregnant: false,
  bestKmPace: null,
  thresholdsAsOf: null,
  thresholdQuality: null,
  readiness: null,
  level: 'none',
  isInjured: false,
  injuryUntil: null,
  isIll: false,
  pain: null,
  availability: openAvailability,
  words: [],
  otherPlans: [],
  previous: null,
  approved: null,
  knownSources: [],
  deviceSports: null,
  weather: [],
})
