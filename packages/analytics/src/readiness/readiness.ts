import { clamp } from '../statistics.ts'
import { hrvZ } from './hrv-status.ts'
import { restingHrZ } from './resting-hr.ts'

/** What is known this morning; `null`: nothing. HRV in ln(ms). */
export interface ReadinessInputs {
  lnToday: number | null
  ln7: number | null
  lnMean60: number | null
  lnSd60: number | null
  restingHrBpm: number | null
  restingHrMean60Bpm: number | null
  restingHrSd60Bpm: number | null
  sleepH: number | null
  sleepNeedH: number
  sleepDebtH: number | null
  sleepEfficiencyPct: number | null
}

export type ReadinessBand = 'high' | 'normal' | 'reduced' | 'low'

/** One of the three things the score is made of, with what it adds or takes. */
export interface ReadinessDriver {
  id: 'hrv' | 'rhr' | 'sleep'
  points: number
}

export interface Readiness {
  score: number | null
  band: ReadinessBand | null
  /** Share of the evidence that was there, 0–1; below 0.4 there is no score. */
  confidence: number
  drivers: ReadinessDriver[]
}

/** A day at baseline. */
const ordinaryDay = 70
const minConfidence = 0.4

/** Lower ends of the bands, best first. */
export const readinessBands = [
  ['high', 75],
  ['normal', 55],
  ['reduced', 35],
  ['low', 0],
] as const satisfies readonly (readonly [ReadinessBand, number])[]

const bandOf = (score: number): ReadinessBand => readinessBands.find(([, from]) => score >= from)![0]

interface Term extends ReadinessDriver {
  confidence: number
}

type HeartInputs = Pick<ReadinessInputs, 'lnToday' | 'ln7' | 'lnMean60' | 'lnSd60'>

/** The mean distance of tonight's and the week's HRV from the own 60 days, in their SD; null while one side is not known. */
export function readinessHrvZ({ lnToday, ln7, lnMean60, lnSd60 }: HeartInputs): number | null {
  if (lnMean60 === null || lnSd60 === null) return null
  const zs = [lnToday, ln7].filter((ln) => ln !== null).map((ln) => hrvZ(ln, lnMean60, lnSd60))
  return zs.length === 0 ? null : zs.reduce((sum, each) => sum + each, 0) / zs.length
}

function hrvTerm(inputs: ReadinessInputs): Term | null {
  const z = readinessHrvZ(inputs)
  if (z === null) return null
  return { id: 'hrv', points: clamp(15 * z, -40, 15), confidence: inputs.lnToday === null ? 0.4 : 0.6 }
}

function restingHrTerm(inputs: ReadinessInputs): Term | null {
  const { restingHrBpm, restingHrMean60Bpm, restingHrSd60Bpm } = inputs
  if (restingHrBpm === null || restingHrMean60Bpm === null || restingHrSd60Bpm === null) return null
  const z = restingHrZ(restingHrBpm, restingHrMean60Bpm, restingHrSd60Bpm)
  return { id: 'rhr', points: clamp(-8 * z, -20, 8), confidence: 0.25 }
}

function sleepTerm({ sleepH, sleepNeedH, sleepDebtH, sleepEfficiencyPct }: ReadinessInputs): Term | null {
  if (sleepH === null) return null
  const points =
    clamp(5 * (sleepH - sleepNeedH), -10, 5) +
    (sleepDebtH === null ? 0 : clamp(-0.5 * (sleepDebtH - 5), -5, 0)) +
    (sleepEfficiencyPct === null ? 0 : clamp(0.4 * (sleepEfficiencyPct - 85), -4, 2))
  return { id: 'sleep', points: clamp(points, -15, 7), confidence: 0.15 }
}

/**
 * Readiness, 0–100: 70 + HRV + resting heart rate + sleep, each against the athlete's own 60 days; a day at baseline is
 * 70. A reference score, nothing medical, and no load in it: the plan's gates count that.
 * HRV: 15 z, −40…+15, z the mean of today's and the week's · resting HR: −8 z, −20…+8 · sleep: 5 (h − need) −10…+5,
 * −0.5 (debt − 5) −5…0, 0.4 (efficiency − 85) −4…+2, together −15…+7. What is bad weighs more than what is good, since a
 * wrong green does more harm than a wrong amber. Bands from 75, 55, 35. Confidence: 0.6 for HRV today (0.4 for the week
 * alone) + 0.25 + 0.15.
 * Missing (score null): confidence below 0.4. A term without its data adds nothing and is no driver.
 * Whole formula our own choice, evidence D; single markers are weak, Bosquet et al. 2008.
 */
export function assessReadiness(inputs: ReadinessInputs): Readiness {
  const terms = [hrvTerm(inputs), restingHrTerm(inputs), sleepTerm(inputs)].filter((term) => term !== null)
  const confidence = terms.reduce((sum, term) => sum + term.confidence, 0)
  const drivers = terms.map(({ id, points }) => ({ id, points }))
  if (confidence < minConfidence) return { score: null, band: null, confidence, drivers }
  const sum = drivers.reduce((total, { points }) => total + points, ordinaryDay)
  const score = Math.round(clamp(sum, 0, 100))
  return { score, band: bandOf(score), confidence, drivers }
}

/** What moved the score most comes first. */
export const rankDrivers = (drivers: readonly ReadinessDriver[]): ReadinessDriver[] =>
  drivers.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
