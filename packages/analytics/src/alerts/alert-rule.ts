import type { AlertDomain, AlertRuleId, EvidenceGrade } from '@rc/domain'
import type { HrvStatusWord } from '../readiness/hrv-status.ts'

/** What the rules look at on one morning; `null` is "not known" and fires nothing. */
export interface MorningFacts {
  hrvStatus: HrvStatusWord | null
  /** Consecutive days up to today, see `autonomicStreaks`. */
  hrvBelowDays: number | null
  restingHrRaisedDays: number | null
  hrvAndRestingHrAdverseDays: number | null
  restingHrZ: number | null
  sleepAverage14H: number | null
  sleepDebtH: number | null
  /** This morning's form and yesterday's ramp. */
  tsb: number | null
  ramp7: number | null
  monotony: number | null
  /** The week's load over the mean week of the last four. */
  weekLoadRatio: number | null
  /** The last run over the longest of the 30 days before it. */
  singleRunRatio: number | null
  /** Efficiency factor against the 28-day median of comparable runs, %. */
  efficiencyChangePct: number | null
  /** RPE above what the session should have cost. */
  rpeAboveExpected: number | null
  /** How many of fatigue, soreness, mood and stress are in their bad range. */
  badFeelings: number | null
  isIll: boolean | null
  /** 0–10. */
  pain: number | null
}

/** 0: quiet · 1: a sign · 2: a strong one · 3: enough for an alert alone. */
export type AlertPoints = 0 | 1 | 2 | 3

export interface AlertRule {
  id: AlertRuleId
  /** Stable, snake_case; texts are keyed by it. */
  name: string
  domain: AlertDomain
  /** Raised whenever the rule or its limits change. */
  version: number
  evidence: EvidenceGrade
  source: string
  /** `null`: what it looks at is not known. */
  judge: (facts: MorningFacts) => AlertPoints | null
}

/** One point when the fact passes the limit; not known stays not known. */
export const firesWhen = (fact: number | null, passes: (fact: number) => boolean): AlertPoints | null =>
  fact === null ? null : passes(fact) ? 1 : 0

/** A sign on one day, a strong one when it has stood for three. */
export const firesForDays = (days: number | null): AlertPoints | null =>
  days === null ? null : days >= 3 ? 2 : days >= 1 ? 1 : 0
