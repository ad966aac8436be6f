import { daysBetween, sportFamily, type Confidence, type LocalDate, type Sport, type ThresholdKind } from '@rc/domain'
import { hrMaxTanaka, lthrDefault } from './heart-range.ts'
import { criticalOfBests } from './metrics/critical-of-bests.ts'
import { median } from './statistics.ts'
import { criticalSwimSpeed } from './swim/css.ts'

/** What one analysed activity can say about thresholds; `null`: nothing. */
export interface ActivityEvidence {
  id: number
  date: LocalDate
  sport: Sport
  /** Value of `hr_quality`. */
  hrScore: number | null
  /** Value of `mean_max_hr`: highest 5-second mean. */
  peakHrBpm: number | null
  /** Value of `mean_max_power_w`. */
  best20MinPowerW: number | null
  /** `detail.efforts` of `best_efforts`. */
  efforts: readonly { distanceM: number; timeS: number }[]
}

export interface ThresholdEvidence {
  today: LocalDate
  ageYears: number | null
  /** What the athlete has set already; the lactate threshold is estimated from it. */
  set: { hrRestBpm: number | null; hrMaxBpm: number | null }
  /** The devices' daily resting heart rates. */
  restingHr: readonly { date: LocalDate; bpm: number }[]
  activities: readonly ActivityEvidence[]
}

/** Shown to the athlete, never applied by itself. */
export interface ThresholdSuggestion {
  kind: ThresholdKind
  value: number
  method: string
  confidence: Confidence
  /** What it was read from. */
  evidence: Record<string, string | number>
}

const minHrScore = 85
const hrMaxDays = 365
const performanceDays = 90

interface Effort {
  distanceM: number
  timeS: number
  id: number
  date: LocalDate
}

const isWithin = (date: LocalDate, today: LocalDate, days: number): boolean => {
  const age = daysBetween(date, today)
  return age >= 0 && age < days
}

/** The activity with the highest of a value, if any has one. */
function highest<T extends ActivityEvidence>(activities: readonly T[], valueOf: (each: T) => number | null) {
  let best: { value: number; activity: T } | null = null
  for (const activity of activities) {
    const value = valueOf(activity)
    if (value !== null && (best === null || value > best.value)) best = { value, activity }
  }
  return best
}

/** Highest 5-s mean of twelve months from trustworthy heart rates, else the age's (Tanaka 2001, low). */
function suggestHrMax({ activities, ageYears, today }: ThresholdEvidence): ThresholdSuggestion | null {
  const trusted = activities.filter(
    ({ date, hrScore }) => isWithin(date, today, hrMaxDays) && (hrScore ?? 0) >= minHrScore,
  )
  const best = highest(trusted, ({ peakHrBpm }) => peakHrBpm)
  if (best !== null) {
    return {
      kind: 'hr_max_bpm',
      value: Math.round(best.value),
      method: 'highest_5s_12_months',
      confidence: 'estimated',
      evidence: { activityId: best.activity.id, date: best.activity.date, activities: trusted.length },
    }
  }
  if (ageYears === null) return null
  const value = Math.round(hrMaxTanaka(ageYears))
  return { kind: 'hr_max_bpm', value, method: 'tanaka_age', confidence: 'low', evidence: { ageYears } }
}

/** Median of the seven days up to the newest reading; fewer than three readings are a low confidence. */
function suggestHrRest({ restingHr, today }: ThresholdEvidence): ThresholdSuggestion | null {
  const past = restingHr.filter(({ date }) => date <= today)
  const newest = past.reduce<LocalDate | null>((max, { date }) => (max === null || date > max ? date : max), null)
  if (newest === null) return null
  const week = past.filter(({ date }) => isWithin(date, newest, 7)).map(({ bpm }) => bpm)
  return {
    kind: 'hr_rest_bpm',
    value: Math.round(median(week)),
    method: 'median_7_days',
    confidence: week.length >= 3 ? 'high' : 'low',
    evidence: { date: newest, readings: week.length },
  }
}

/** 85 % of the heart-rate reserve, from what is set, else from what is suggested. */
function suggestLthr(
  { set }: ThresholdEvidence,
  rest: ThresholdSuggestion | null,
  max: ThresholdSuggestion | null,
): ThresholdSuggestion | null {
  const restBpm = set.hrRestBpm ?? rest?.value ?? null
  const maxBpm = set.hrMaxBpm ?? max?.value ?? null
  if (restBpm === null || maxBpm === null || maxBpm <= restBpm) return null
  return {
    kind: 'lthr_bpm',
    value: Math.round(lthrDefault(restBpm, maxBpm)),
    method: 'hr_reserve_85',
    confidence: set.hrMaxBpm === null && max?.confidence === 'low' ? 'low' : 'estimated',
    evidence: { restBpm, maxBpm },
  }
}

/** 95 % of the best 20-minute cycling power of 90 days. Allen & Coggan; evidence C. */
function suggestFtp({ activities, today }: ThresholdEvidence): ThresholdSuggestion | null {
  const rides = activities.filter(
    ({ date, sport }) => sportFamily(sport) === 'bike' && isWithin(date, today, performanceDays),
  )
  const best = highest(rides, ({ best20MinPowerW }) => best20MinPowerW)
  if (best === null || !(best.value > 0)) return null
  return {
    kind: 'ftp_w',
    value: Math.round(0.95 * best.value),
    method: 'best_20min_95_pct',
    confidence: 'estimated',
    evidence: { activityId: best.activity.id, date: best.activity.date, best20MinPowerW: Math.round(best.value) },
  }
}

/** The fastest effort over each distance in the last 90 days, shortest distance first. */
function fastestEfforts({ activities, today }: ThresholdEvidence, sports: readonly Sport[]): Effort[] {
  const fastest = new Map<number, Effort>()
  for (const { id, date, sport, efforts } of activities) {
    if (!sports.includes(sport) || !isWithin(date, today, performanceDays)) continue
    for (const { distanceM, timeS } of efforts) {
      const known = fastest.get(distanceM)
      if (known === undefined || timeS < known.timeS) fastest.set(distanceM, { distanceM, timeS, id, date })
    }
  }
  return [...fastest.values()].sort((a, b) => a.distanceM - b.distanceM)
}

/** An effort this long is turned into one of 60 minutes (Riegel, exponent 1.06). */
const hourS = { min: 25 * 60, max: 100 * 60 } as const

/** Critical speed of two or more training bests, else the speed of an hour by the longest near-hour effort. */
function suggestThresholdSpeed(evidence: ThresholdEvidence): ThresholdSuggestion | null {
  const efforts = fastestEfforts(evidence, ['run', 'trail_run'])
  const { fit, efforts: short } = criticalOfBests(efforts.map((effort) => ({ ...effort, amount: effort.distanceM })))
  const [shortest, longest] = [short[0], short.at(-1)]
  if (fit !== null && shortest !== undefined && longest !== undefined) {
    return {
      kind: 'threshold_speed_mps',
      value: round3(fit.slope),
      method: 'critical_speed_90_days',
      confidence: 'estimated',
      evidence: {
        efforts: short.length,
        shortestM: shortest.distanceM,
        longestM: longest.distanceM,
        date: longest.date,
        activityId: longest.id,
      },
    }
  }
  const hour = efforts.findLast(({ timeS }) => timeS >= hourS.min && timeS <= hourS.max)
  if (hour === undefined) return null
  const distanceM = hour.distanceM * (3600 / hour.timeS) ** (1 / 1.06)
  return {
    kind: 'threshold_speed_mps',
    value: round3(distanceM / 3600),
    method: 'hour_speed_riegel',
    confidence: 'low',
    evidence: { distanceM: hour.distanceM, timeS: Math.round(hour.timeS), date: hour.date, activityId: hour.id },
  }
}

/** Critical swim speed of the best 400 and 200 m in pools. */
function suggestCss(evidence: ThresholdEvidence): ThresholdSuggestion | null {
  const efforts = fastestEfforts(evidence, ['pool_swim'])
  const at = (distanceM: number): Effort | undefined => efforts.find((effort) => effort.distanceM === distanceM)
  const [short, long] = [at(200), at(400)]
  if (short === undefined || long === undefined) return null
  const css = criticalSwimSpeed(200, short.timeS, 400, long.timeS)
  if (css === null) return null
  return {
    kind: 'css_mps',
    value: round3(css),
    method: 'css_400_200',
    confidence: 'estimated',
    evidence: { best200S: round3(short.timeS), best400S: round3(long.timeS), date: long.date, activityId: long.id },
  }
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000

/** What the athlete's own data says about each threshold; kinds it says nothing about are left out. */
export function suggestThresholds(evidence: ThresholdEvidence): ThresholdSuggestion[] {
  const hrMax = suggestHrMax(evidence)
  const hrRest = suggestHrRest(evidence)
  return [
    hrRest,
    hrMax,
    suggestLthr(evidence, hrRest, hrMax),
    suggestFtp(evidence),
    suggestThresholdSpeed(evidence),
    suggestCss(evidence),
  ].filter((suggestion) => suggestion !== null)
}
