import type { SampleColumns } from './channel.ts'
import type { Sport } from './sport.ts'

/** Something is wrong with a source, but what is readable was kept. Shown as a badge on the activity. */
export const sourceFlags = [
  'crc_bad',
  'crc_missing',
  'truncated',
  'segment_bad',
  'trailing_bytes',
  'clock_not_set',
  'time_disorder',
  'values_dropped',
  'no_session',
  'limit_reached',
] as const
export type SourceFlag = (typeof sourceFlags)[number]

/** Totals of one stretch, as the device wrote them. `null` is "the device did not say". */
export interface Totals {
  startTimeS: number | null
  /** The message's own timestamp (end of the stretch), Unix seconds. */
  timestampS: number | null
  elapsedS: number | null
  timerS: number | null
  distanceM: number | null
  avgHrBpm: number | null
  maxHrBpm: number | null
  avgPowerW: number | null
  maxPowerW: number | null
  avgSpeedMps: number | null
  maxSpeedMps: number | null
  avgCadenceRpm: number | null
  ascentM: number | null
  descentM: number | null
  caloriesKcal: number | null
}

/** Of a device that did not say anything. */
export const noTotals: Totals = {
  startTimeS: null,
  timestampS: null,
  elapsedS: null,
  timerS: null,
  distanceM: null,
  avgHrBpm: null,
  maxHrBpm: null,
  avgPowerW: null,
  maxPowerW: null,
  avgSpeedMps: null,
  maxSpeedMps: null,
  avgCadenceRpm: null,
  ascentM: null,
  descentM: null,
  caloriesKcal: null,
}

/** FIT's Session: one sport of an activity. A triathlon has five (three legs, two transitions). */
export interface Session extends Totals {
  sport: Sport
  fitSport: number | null
  fitSubSport: number | null
  poolLengthM: number | null
  numLaps: number | null
  numLengths: number | null
}

/** The same of a session. */
export const noSession: Omit<Session, 'sport'> = {
  ...noTotals,
  fitSport: null,
  fitSubSport: null,
  poolLengthM: null,
  numLaps: null,
  numLengths: null,
}

export interface Lap extends Totals {
  /** How the lap ended: manual, distance, time, position_lap, session_end …; null when unknown. */
  trigger: string | null
  intensity: string | null
}

/** One pool length; `active: false` is rest at the wall. */
export interface Length {
  startTimeS: number | null
  elapsedS: number | null
  timerS: number | null
  active: boolean
  strokes: number | null
  stroke: 'freestyle' | 'backstroke' | 'breaststroke' | 'butterfly' | 'drill' | 'mixed' | 'im' | null
  avgSpeedMps: number | null
}

/** FIT event: `event` and `eventType` are FIT's numbers (0/0 timer start, 0/1 stop, 0/4 stop all). */
export interface RecordedEvent {
  timeS: number | null
  event: number
  eventType: number
  data: number | null
}

export interface Device {
  manufacturer: string | null
  /** FIT product number or the name the file gives. */
  product: string | null
  serial: string | null
}

/** How an activity felt. */
export interface Said {
  /** Foster CR-10. */
  rpe: number | null
  /** 1–5, 5 is best. */
  feeling: number | null
}

/** One activity as a file tells it: SI units, Unix seconds, nothing derived beyond filling in missing totals. */
export interface Recording {
  /** Which of the file's chained parts it came from, from 0. */
  segment: number
  /** 'unknown' when the watch's clock was never set: `startTimeS` is then no date. */
  clock: 'set' | 'unknown'
  startTimeS: number
  endTimeS: number
  /** Seconds east of UTC where the file says so (FIT local_timestamp, TCX/GPX offset). */
  utcOffsetS: number | null
  name: string | null
  device: Device
  sport: Sport
  /** True where sessions were written by the file, false where one was made from the samples. */
  sessionsRecorded: boolean
  sessions: Session[]
  laps: Lap[]
  lengths: Length[]
  events: RecordedEvent[]
  /** Timer-stopped windows [from, to) in Unix seconds, ascending, from the events. */
  pauses: [number, number][]
  samples: SampleColumns
  /** What developer fields (foot pods, watch apps), declared as these quantities, measured beside the device; same length as `samples`. */
  developer?: SampleColumns['channels']
  /** What the athlete told the watch afterwards; absent where the file has no word of it. */
  said?: Said
  /** Beat-to-beat intervals in ms, in order, as the strap sent them. */
  rrMs: Float64Array
  flags: SourceFlag[]
}
