import type { LocalDate } from './local-date.ts'

export const confidences = ['high', 'estimated', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** A: trial, meta-analysis or very large cohort · B: smaller trials · C: practitioners' convention · D: our own choice. */
export type EvidenceGrade = 'A' | 'B' | 'C' | 'D'

/** One derived number with what made it. `value: null` means it could not be made; `missing` says why. */
export interface MetricValue {
  metricId: string
  /** Raised whenever the formula or its reading changes. */
  version: number
  value: number | null
  unit: string
  /** The variant that was used, e.g. `rtss_minetti`. */
  method: string
  /** Share of the wanted input that was there, 0–1; null where it has no meaning. */
  coverage: number | null
  confidence: Confidence
  missing: string[]
  /** Curves and splits that belong to the number (zone seconds, mean-max …). */
  detail: Record<string, unknown> | null
}

export interface DailyMetricValue extends MetricValue {
  localDate: LocalDate
}
