import type { Confidence, ThresholdKind } from '@rc/domain'

/** What a metric says besides the unit and version its registration fixes. */
export interface MetricResult {
  value: number | null
  method: string
  coverage: number | null
  confidence: Confidence
  /** Without a value: why. With one: what had to be assumed. */
  missing: MissingReason[]
  detail: Record<string, unknown> | null
}

/** Everything `missing` may name: a threshold (the page links to its setting) or a state of the recording. */
export type MissingReason =
  | ThresholdKind
  | 'hr'
  | 'power'
  | 'speed'
  | 'distance'
  | 'rpe'
  | 'too_short'
  | 'low_coverage'
  | 'low_quality'
  | 'not_steady'
  | 'thresholds_contradict'
  | 'activity_load'
  | 'no_load'
  | 'strokes'
  | 'too_few_repeats'

/** A value, or the reasons why there is none. */
export type Known<T> = { ok: true; value: T } | { ok: false; missing: MissingReason[] }

type Extra = Partial<Omit<MetricResult, 'value' | 'method'>>

export const found = (value: number, method: string, extra: Extra = {}): MetricResult => ({
  value,
  method,
  coverage: null,
  confidence: 'high',
  missing: [],
  detail: null,
  ...extra,
})

export const notFound = (method: string, missing: MissingReason[], extra: Extra = {}): MetricResult => ({
  value: null,
  method,
  coverage: null,
  confidence: 'low',
  missing,
  detail: null,
  ...extra,
})

/** A number is only as trustworthy as the weakest thing it was made of. */
export const weakest = (...confidences: Confidence[]): Confidence =>
  confidences.includes('low') ? 'low' : confidences.includes('estimated') ? 'estimated' : 'high'
