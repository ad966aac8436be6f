import type { SessionPart } from './metric.ts'
import type { SummaryContext } from './session-context.ts'
import { found, notFound, weakest, type MetricResult } from './result.ts'

type Part = SessionPart<Pick<SummaryContext, 'sport' | 'timerS'>>

/**
 * The total of a multisport activity: the sum over its sessions, in their unit. A transition without a value is left
 * out; when a leg has none, the sum of the others stands (low confidence, the reasons named) as long as they cover half
 * of the timer, else there is no total. `coverage` is the share of timer time inside the sum.
 */
export function sumOfParts(parts: Part[]): MetricResult | null {
  const counted = parts.filter(({ session, result }) => session.sport !== 'transition' || result.value !== null)
  if (counted.length === 0) return null
  const known = counted.filter(({ result }) => result.value !== null)
  const timerOf = (some: Part[]): number => some.reduce((sum, { session }) => sum + session.timerS, 0)
  const coverage = timerOf(counted) > 0 ? timerOf(known) / timerOf(counted) : known.length / counted.length
  const missing = [...new Set(counted.flatMap(({ result }) => result.missing))]
  if (coverage < 0.5 || known.length === 0) return notFound('sum_of_sessions', missing, { coverage })
  const total = known.reduce((sum, { result }) => sum + (result.value ?? 0), 0)
  const complete = known.length === counted.length
  return found(total, 'sum_of_sessions', {
    coverage,
    confidence: complete ? weakest(...known.map(({ result }) => result.confidence)) : 'low',
    missing,
    detail: { methods: parts.map(({ result }) => (result.value === null ? null : result.method)) },
  })
}
