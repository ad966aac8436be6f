import type { EvidenceGrade } from '@rc/domain'

/** `block`: the plan cannot be approved · `warn`: the athlete confirms · `ok`: nothing to say. */
export type Severity = 'ok' | 'warn' | 'block'

/** What every rule of the validator says of itself. Limits are defaults: an athlete may set them only towards caution. */
export interface LoadRule<Limits> {
  id: string
  /** Raised whenever the rule or its reading changes. */
  version: number
  limits: Limits
  evidence: EvidenceGrade
  source: string
}

/** Ratios of decimal kilometres are not exact in binary: 14.3/11 is no more than 1.3. */
const rounding = 1e-9

/** Limits themselves are allowed. */
export const isAbove = (value: number, limit: number): boolean => value > limit + rounding

/** The graver limit that `value` exceeds. */
export function severityAbove(value: number, { warn, block }: { warn: number; block: number }): Severity {
  return isAbove(value, block) ? 'block' : isAbove(value, warn) ? 'warn' : 'ok'
}
