import type { Condition } from './life.ts'
import type { Random } from './random.ts'

/** What training has made of the athlete; loads are in units of 100 for one hour at threshold. */
export interface Fitness {
  /** Exponential means of the daily load over 42, 7 and 365 days. */
  chronicLoad: number
  acuteLoad: number
  lifeLoad: number
  /** Slow wandering of the autonomic state from night to night. */
  mood: number
}

/** The athlete on one morning. */
export interface Body {
  massKg: number
  hrMaxBpm: number
  hrRestBpm: number
  lthrBpm: number
  thresholdSpeedMps: number
  ftpW: number
  cssMps: number
  vo2Max: number
  /** Mean RMSSD of the night before. */
  rmssdMs: number
  /** 0 fresh … 1 worn out or ill: raises the heart rate of every effort. */
  strain: number
}

export const birthYear = 1988

export const untrained = (): Fitness => ({ chronicLoad: 46, acuteLoad: 46, lifeLoad: 40, mood: 0 })

export function afterDay(fitness: Fitness, load: number, random: Random): Fitness {
  const towards = (value: number, days: number) => value + (1 - Math.exp(-1 / days)) * (load - value)
  return {
    chronicLoad: towards(fitness.chronicLoad, 42),
    acuteLoad: towards(fitness.acuteLoad, 7),
    lifeLoad: towards(fitness.lifeLoad, 365),
    mood: 0.5 * fitness.mood + 0.85 * random.normal(),
  }
}

/**
 * Thresholds rise with months and years of load and fall in illness; resting heart rate and RMSSD answer to the last
 * week's surplus of load, to illness, to overload and to a shifted clock.
 */
export function bodyOn(year: number, fitness: Fitness, condition: Condition, random: Random): Body {
  const trained = 0.0011 * (fitness.chronicLoad - 50) + 0.0014 * (fitness.lifeLoad - 50)
  const form = 1 + trained - 0.05 * condition.illness - 0.002 * condition.overloadDays
  // Far too much shows from the second morning on, and settles within a week.
  const worn = 1 - Math.exp(-Math.max(0, condition.overloadDays - 1) / 2)
  const surplus = Math.max(-20, fitness.acuteLoad - fitness.chronicLoad)
  const jetLag = condition.jetLagDay === null ? 0 : Math.max(0, 1 - condition.jetLagDay / 7)
  const hrMaxBpm = Math.round(208 - 0.7 * (year - birthYear) + 6)
  const hrRestBpm =
    53 -
    0.09 * (fitness.chronicLoad - 50) +
    0.06 * surplus +
    8 * condition.illness +
    6 * worn +
    2 * jetLag -
    0.5 * fitness.mood +
    0.9 * random.normal()
  const lnRmssd =
    Math.log(50) +
    0.004 * (fitness.chronicLoad - 50) -
    0.004 * surplus -
    0.38 * condition.illness -
    0.34 * worn -
    0.1 * jetLag +
    0.08 * fitness.mood +
    0.06 * random.normal()
  return {
    massKg: 70.5 - 0.03 * (fitness.chronicLoad - 50) + 0.3 * random.normal(),
    hrMaxBpm,
    hrRestBpm,
    lthrBpm: 51 + 0.87 * (hrMaxBpm - 51),
    thresholdSpeedMps: 3.72 * form,
    ftpW: 236 * form,
    cssMps: 1.13 * form,
    vo2Max: 50.5 * form,
    rmssdMs: Math.exp(lnRmssd),
    strain: Math.min(1, condition.illness + 0.035 * condition.overloadDays + 0.008 * Math.max(0, surplus)),
  }
}
