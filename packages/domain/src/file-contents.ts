import type { Device, Recording, SourceFlag } from './recording.ts'

export const fileFormats = ['fit', 'tcx', 'gpx', 'csv', 'zip', 'gzip', 'unknown'] as const
export type FileFormat = (typeof fileFormats)[number]

/** What a file is, whether or not there is a table for it. */
export const fileKinds = [
  'activity',
  'monitoring',
  'sleep',
  'hrv',
  'metrics',
  'workout',
  'course',
  'settings',
  'device',
  'goals',
  'totals',
  'sport',
  'schedule',
  'weight',
  'blood_pressure',
  'segment',
  'archive',
  'other',
] as const
export type FileKind = (typeof fileKinds)[number]

export interface RecordCounts {
  sessions: number
  laps: number
  records: number
  /** Records with a time of their own; the others got one from their pool length or their neighbours. */
  timedRecords: number
  lengths: number
  events: number
  rrIntervals: number
  hrMessages: number
  /** All of them, also those that say "not measurable". */
  stressMessages: number
  respirationMessages: number
}

/** How one chained part of a FIT file was found. */
export interface SegmentReport {
  headerCrc: 'ok' | 'zero' | 'bad' | 'absent'
  fileCrc: 'ok' | 'bad' | 'missing'
  truncatedBytes: number
  error: string | null
}

/** Values of one quantity over time outside activities; arrays of equal length, Unix seconds. */
export interface Series {
  timeS: Float64Array
  value: Float64Array
}

/** What monitoring, sleep, HRV and metrics files say. Stages: 0 unmeasurable, 1 awake, 2 light, 3 deep, 4 REM. */
export interface Wellness {
  hrBpm: Series
  /** Garmin stress 0–100; negative device codes are left out. */
  stress: Series
  /** Breaths per minute; device codes ≤ 0 are left out. */
  respirationBrpm: Series
  /** 5-minute RMSSD values, ms. */
  hrvRmssdMs: Series
  sleepStages: Series
  sleep: {
    startS: number | null
    endS: number | null
    score: number | null
    assessment: Record<string, number>
  } | null
  hrvNight: {
    timeS: number | null
    weeklyAvgMs: number | null
    lastNightAvgMs: number | null
    lastNight5MinHighMs: number | null
    baselineLowUpperMs: number | null
    baselineBalancedLowerMs: number | null
    baselineBalancedUpperMs: number | null
    status: number | null
  } | null
  /** Single readings: resting_hr_bpm, vo2max, steps, weight_kg … as the device gave them. */
  readings: { timeS: number; name: string; value: number }[]
}

/** Everything understood of one file, before any table is touched. */
export interface FileContents {
  format: FileFormat
  kind: FileKind
  /** The name the file carries inside (workout, course), in the athlete's words. */
  title: string | null
  device: Device
  createdAtS: number | null
  flags: SourceFlag[]
  counts: RecordCounts
  segments: SegmentReport[]
  recordings: Recording[]
  wellness: Wellness | null
  /** Steps of a workout, points of a course …: small, shown as they are. */
  outline: Record<string, unknown> | null
}
