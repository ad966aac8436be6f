import type { DayMetric } from '../metric.ts'
import { found, notFound } from '../result.ts'

/**
 * The day's total of one kind of load: 0 on rest days, null when nothing of the day's activities is known, the known
 * part (low confidence) when some of it is. `coverage`: share of the day's activities inside the sum.
 */
export const dayTotal = (of: 'load' | 'trimp'): DayMetric => ({
  grain: 'day',
  id: of,
  of,
  unit: of === 'load' ? 'TSS' : 'AU',
  needs: [],
  version: 1,
  evidence: 'D',
  source: 'Sum of the day’s activities; a day of rest is a true zero',
  formula: 'Σ over the activities of the day',
  ahead: 0,
  compute:
    ({ values, known }) =>
    (day) => {
      const coverage = known[day]!
      if (coverage === 1) return found(values[day]!, 'sum_of_activities', { coverage })
      if (coverage === 0) return notFound('sum_of_activities', ['activity_load'], { coverage })
      return found(values[day]!, 'sum_of_activities', { coverage, confidence: 'low', missing: ['activity_load'] })
    },
})
