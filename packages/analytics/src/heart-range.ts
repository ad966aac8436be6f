import type { Confidence, Thresholds } from '@rc/domain'
import type { Known, MissingReason } from './result.ts'

/** The range heart-rate loads are measured in, and what had to be assumed for it. */
export interface HeartRange extends Assumption {
  restBpm: number
  maxBpm: number
}

/** 0 and 255 are dropouts, not heart rates; so is everything outside 30–230 bpm. */
export const validHrBpm = { low: 30, high: 230 } as const
export const isValidHr = (bpm: number): boolean => bpm >= validHrBpm.low && bpm <= validHrBpm.high

/**
 * Maximum heart rate of an age group: 208 − 0.7 · age, bpm.
 * Source: Tanaka, Monahan & Seals, 2001, J Am Coll Cardiol 37:153. Evidence A for groups; ±10 bpm for one person.
 */
export const hrMaxTanaka = (ageYears: number): number => 208 - 0.7 * ageYears

/**
 * Lactate-threshold heart rate where nobody measured it: 85 % of the heart-rate reserve, bpm.
 * Source: Elevate's default. Evidence C.
 */
export const lthrDefault = (restBpm: number, maxBpm: number): number => restBpm + 0.85 * (maxBpm - restBpm)

interface Assumption {
  confidence: Confidence
  assumed: MissingReason[]
}

/** The athlete's maximum heart rate, bpm, else that of their age (low confidence). Missing: neither it nor an age. */
export function hrMaximum({ hrMaxBpm, ageYears }: Thresholds): Known<Assumption & { maxBpm: number }> {
  if (hrMaxBpm !== null) return { ok: true, value: { maxBpm: hrMaxBpm, confidence: 'high', assumed: [] } }
  if (ageYears === null) return { ok: false, missing: ['hr_max_bpm'] }
  return { ok: true, value: { maxBpm: hrMaxTanaka(ageYears), confidence: 'low', assumed: ['hr_max_bpm'] } }
}

/** Resting and maximum heart rate, bpm. Missing: one of them; a maximum not above rest. */
export function heartRange(thresholds: Thresholds): Known<HeartRange> {
  const { hrRestBpm: restBpm } = thresholds
  const maximum = hrMaximum(thresholds)
  if (restBpm === null) return { ok: false, missing: ['hr_rest_bpm', ...(maximum.ok ? [] : maximum.missing)] }
  if (!maximum.ok) return maximum
  if (maximum.value.maxBpm <= restBpm) return { ok: false, missing: ['thresholds_contradict'] }
  return { ok: true, value: { restBpm, ...maximum.value } }
}

/**
 * The athlete's lactate-threshold heart rate, bpm, else the default of `lthrDefault` (estimated).
 * Missing: neither it nor a heart-rate range.
 */
export function lactateThreshold(thresholds: Thresholds): Known<Assumption & { lthrBpm: number }> {
  if (thresholds.lthrBpm !== null) {
    return { ok: true, value: { lthrBpm: thresholds.lthrBpm, confidence: 'high', assumed: [] } }
  }
  const range = heartRange(thresholds)
  if (!range.ok) return { ok: false, missing: ['lthr_bpm', ...range.missing] }
  const { restBpm, maxBpm, confidence, assumed } = range.value
  return {
    ok: true,
    value: {
      lthrBpm: lthrDefault(restBpm, maxBpm),
      confidence: confidence === 'low' ? 'low' : 'estimated',
      assumed: ['lthr_bpm', ...assumed],
    },
  }
}
