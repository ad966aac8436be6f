import type { Tenant } from '@rc/db'
import { listThresholds } from '@rc/db/queries/profile'
import { thresholdKinds, type LocalDate, type ThresholdKind } from '@rc/domain'
import { explain, thresholdInput, type Explanation } from './explanation.ts'

export const isThresholdKind = (metricId: string): metricId is ThresholdKind =>
  (thresholdKinds as readonly string[]).includes(metricId)

/** Where a threshold comes from: it is what the athlete set, or accepted when it was suggested. Null where none is set. */
export async function explainThreshold(
  tenant: Tenant,
  kind: ThresholdKind,
  date: LocalDate,
): Promise<Explanation | null> {
  const rows = (await listThresholds(tenant)).filter((row) => row.kind === kind)
  const row = rows.findLast(({ validFrom }) => validFrom <= date) ?? rows[0]
  if (!row) return null
  const input = thresholdInput(kind, row)
  return explain(
    { grain: 'day', key: date },
    {
      id: kind,
      unit: input.unit ?? '',
      version: 1,
      evidence: 'C',
      source: 'Settings of the athlete',
      formula: [
        ['suggested', 'suggested by the athlete’s own data and accepted'],
        ['athlete', 'set by the athlete'],
      ],
    },
    {
      value: row.value,
      method: row.source,
      coverage: null,
      confidence: 'high',
      missing: [],
      detail: null,
      inputs: [input],
    },
    () => ({ value: null }),
  )
}
