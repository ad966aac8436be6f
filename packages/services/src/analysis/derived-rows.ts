import type { ActivityMetricValue, SessionSummary } from '@rc/analytics'
import type { schema } from '@rc/db'
import { inputsHash, madeWith, type Inputs } from './inputs-hash.ts'

type Row<T extends { $inferInsert: object }> = Omit<
  T['$inferInsert'],
  'userId' | 'activityId' | 'createdAt' | 'updatedAt'
>

/** Numbers of one activity as rows; `hashes` say of each metric what it was made from. */
export const metricRows = (
  values: ActivityMetricValue[],
  hashes: ReadonlyMap<string, string>,
): Row<typeof schema.activityMetrics>[] =>
  values.map(({ sessionIndex, metricId, version, value, unit, method, coverage, confidence, missing, detail }) => ({
    sessionIndex,
    metricId,
    version,
    value,
    unit,
    method,
    coverage,
    confidence,
    missing,
    detail,
    inputsHash: hashes.get(metricId)!,
  }))

export const summaryRow = (sessions: SessionSummary[], inputs: Inputs): Row<typeof schema.activitySummaries> => ({
  sports: [...inputs.sports],
  sessions,
  madeWith: madeWith(inputs.athlete),
  inputsHash: inputsHash(inputs),
})
