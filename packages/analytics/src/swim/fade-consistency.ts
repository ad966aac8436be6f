import { mean, sampleSd } from '../statistics.ts'

const minRepeats = 3

/** Coefficients of variation below which pace earns so many of 25 points. */
const tiers = [
  [3, 25],
  [6, 20],
  [10, 15],
  [15, 10],
] as const

export interface FadeConsistency {
  fadePct: number
  cvPct: number
  /** Of 25. */
  tier: number
}

/**
 * Fade and evenness of repeats of one distance and stroke, from their paces in order (s/100 m): fade is how much slower
 * the last third was than the first, %; the coefficient of variation (sample SD over mean, %) earns 25, 20, 15, 10 or 5.
 * Missing (null): fewer than 3 repeats, a pace that is not positive. Source: science.md 13. Evidence D.
 */
export function fadeConsistency(pacesSPer100M: readonly number[]): FadeConsistency | null {
  if (pacesSPer100M.length < minRepeats || !pacesSPer100M.every((pace) => pace > 0)) return null
  const third = Math.floor(pacesSPer100M.length / 3)
  const first = mean(pacesSPer100M.slice(0, third))
  const last = mean(pacesSPer100M.slice(-third))
  const cvPct = (100 * sampleSd(pacesSPer100M)) / mean(pacesSPer100M)
  const tier = tiers.find(([below]) => cvPct < below)?.[1] ?? 5
  return { fadePct: (100 * (last - first)) / first, cvPct, tier }
}
