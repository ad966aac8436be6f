import type { LocalDate } from '@rc/domain'

/** How a finding can be put right without asking; keys are those of workouts. */
export type Repair =
  | { do: 'drop'; key: string }
  /** An easy session of at most the same time. */
  | { do: 'ease'; key: string }
  | { do: 'shrink'; key: string; factor: number }
  /** All sessions of the week that may be changed. */
  | { do: 'lighten'; week: number; factor: number }
  /** Targets fall back to what the athlete's thresholds say. */
  | { do: 'retarget'; key: string }
  | { do: 'clean' }
  /** Keys, weeks and the race are put in order. */
  | { do: 'reorder' }
  | { do: 'restore'; key: string }

export interface Finding {
  /** Of the rule; see `planRules`. */
  id: string
  /** `block` cannot be approved · `warn` needs a tick, which is logged · `info` is only said. */
  severity: 'block' | 'warn' | 'info'
  /** Where: the number of a week, the key and day of a workout, a path in the JSON. Empty: the whole plan. */
  at: { week?: number; key?: string; date?: LocalDate; path?: string }
  /** The numbers behind it, for the message. */
  data: Record<string, number | string>
  repair: Repair | null
}

export interface Verdict {
  verdict: 'ok' | 'warn' | 'block'
  findings: Finding[]
}

export function verdictOf(findings: Finding[]): Verdict {
  const has = (severity: Finding['severity']) => findings.some((finding) => finding.severity === severity)
  return { verdict: has('block') ? 'block' : has('warn') ? 'warn' : 'ok', findings }
}
