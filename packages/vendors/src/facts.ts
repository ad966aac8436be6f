import type { HealthMetric, Sport } from '@rc/domain'

/** One reading of one quantity; see `healthMetrics` of the domain for units, statistics and windows. */
export interface HealthReading {
  metric: HealthMetric
  timeS: number
  value: number
  statistic: string
  window: string
}

/** One night, Unix seconds. Stages: 0 unmeasurable, 1 awake, 2 light, 3 deep, 4 REM; each from its start until the next. */
export interface NightFact {
  startS: number | null
  endS: number | null
  asleepS: number | null
  awakeS: number | null
  lightS: number | null
  deepS: number | null
  remS: number | null
  unmeasurableS: number | null
  score: number | null
  stages: { startS: number; stage: number }[]
  detail: Record<string, number | string> | null
}

/** What one answer says about one day of the athlete. */
export interface DayFacts {
  readings: HealthReading[]
  night: NightFact | null
  heartRates: { timeS: number; bpm: number }[]
}

/** A row of the vendor's list of activities, in SI units; null is "not said". */
export interface ActivityFact {
  vendorActivityId: string
  name: string | null
  sport: Sport
  startS: number
  utcOffsetS: number | null
  elapsedS: number
  timerS: number | null
  movingS: number | null
  distanceM: number | null
  ascentM: number | null
  descentM: number | null
  avgHrBpm: number | null
  maxHrBpm: number | null
  avgPowerW: number | null
  maxPowerW: number | null
  avgSpeedMps: number | null
  maxSpeedMps: number | null
  /** Per leg or crank, as in a file: half of the steps. */
  avgCadenceRpm: number | null
  caloriesKcal: number | null
  /** A leg of a multisport activity, which is a row of its own. */
  isLeg: boolean
  deviceSerial: string | null
}

export const noFacts = (): DayFacts => ({ readings: [], night: null, heartRates: [] })

export const isEmpty = ({ readings, night, heartRates }: DayFacts): boolean =>
  readings.length === 0 && night === null && heartRates.length === 0
