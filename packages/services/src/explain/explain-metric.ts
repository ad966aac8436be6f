import { dayMetrics } from '@rc/analytics'
import { AppError, isLocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from '../recovery/require-range.ts'
import { explainActivity, splitId } from './explain-activity.ts'
import { explainDay } from './explain-day.ts'
import { explainMorning, isMorningNumber } from './explain-morning.ts'
import { explainPerformance, isPerformanceNumber } from './explain-performance.ts'
import { explainRule, isRuleFigure } from './explain-rule.ts'
import { explainShare, isShare } from './explain-share.ts'
import { explainSuggestion } from './explain-suggestion.ts'
import { explainThreshold, isThresholdKind } from './explain-threshold.ts'
import { explainTotal, isTotal } from './explain-total.ts'
import { explainZone, isZoneBound } from './explain-zone.ts'
import type { Explanation, Grain } from './explanation.ts'

const unknown = () => new AppError('not_found', 'no such number')

/**
 * Why this number: its formula with the numbers put in, what it was made from down to the raw bytes, and how far it can be
 * believed. `key`: the id of an activity, or a day. Throws `not_found`.
 */
export function explainMetric(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { grain, key, metricId, session }: { grain: Grain; key: string; metricId: string; session: number },
): Promise<Explanation> {
  return deps.database.asReader(userId, async (tenant) => {
    if (grain === 'activity') {
      if (!/^[1-9]\d{0,8}$/.test(key)) throw unknown()
      return explainActivity(tenant, Number(key), metricId, session)
    }
    if (!isLocalDate(key)) throw unknown()
    requireRange({ from: key, to: key })
    const [id, part] = splitId(metricId)
    if (id === 'suggested' && part !== null && isThresholdKind(part))
      return explainSuggestion(tenant, deps.now(), part, key)
    if (isTotal(id)) return explainTotal(tenant, id, part, key)
    if (isZoneBound(metricId)) return explainZone(tenant, metricId, key)
    if (isRuleFigure(metricId)) return explainRule(tenant, metricId, key)
    if (isShare(id)) return explainShare(tenant, id, part, key)
    const metric = dayMetrics.find((each) => each.id === metricId)
    if (metric) return explainDay(tenant, metric, key)
    if (isMorningNumber(metricId)) return explainMorning(tenant, deps.now(), metricId, key)
    if (isThresholdKind(metricId)) {
      const set = await explainThreshold(tenant, metricId, key)
      if (set) return set
    }
    if (isPerformanceNumber(metricId)) return explainPerformance(tenant, metricId, key)
    throw unknown()
  })
}
