import { activityMetrics, type SessionSummary } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { readActivityParts, readActivityRow } from '@rc/db/queries/activities'
import { readActivitySource } from '@rc/db/queries/explain'
import { listSummaries } from '@rc/db/queries/metrics-write'
import { listThresholds } from '@rc/db/queries/profile'
import { getAthleteContext } from '@rc/db/queries/raw'
import { AppError, thresholdField, thresholdKinds, type LocalDate, type ThresholdKind } from '@rc/domain'
import { thresholdsFor } from '../analysis/inputs-hash.ts'
import { explain, thresholdInput, unitOf, type ExplainInput, type Explanation, type Quantity } from './explanation.ts'

type Thresholds = Awaited<ReturnType<typeof listThresholds>>

/** The row of each kind that holds on the day, as `thresholdsOn` chooses it. */
function rowsInForce(thresholds: Thresholds, kinds: readonly ThresholdKind[], date: LocalDate | null): ExplainInput[] {
  return kinds.flatMap((kind) => {
    const rows = thresholds.filter((row) => row.kind === kind)
    const row = date === null ? rows.at(-1) : (rows.findLast(({ validFrom }) => validFrom <= date) ?? rows[0])
    return row ? [thresholdInput(kind, row)] : []
  })
}

/** Why an activity, or one of its sessions, has this number. Throws `not_found`. */
export async function explainActivity(
  tenant: Tenant,
  activityId: number,
  metricId: string,
  sessionIndex: number,
): Promise<Explanation> {
  const metric = activityMetrics.find(({ id }) => id === metricId)
  const [row, parts, athlete, thresholds, source, [summary]] = await Promise.all([
    readActivityRow(tenant, activityId),
    readActivityParts(tenant, activityId),
    getAthleteContext(tenant),
    listThresholds(tenant),
    readActivitySource(tenant, activityId),
    listSummaries(tenant, [activityId]),
  ])
  const siblings = parts.metrics.filter((each) => each.sessionIndex === sessionIndex)
  const found = siblings.find((each) => each.metricId === metricId)
  if (!metric || !row || !found) throw new AppError('not_found', 'no such number')
  const key = String(activityId)
  const sessions = (summary?.sessions ?? []) as SessionSummary[]
  const session = sessionIndex >= 0 ? sessions[sessionIndex] : sessions.length === 1 ? sessions[0] : undefined
  const inForce = thresholdsFor(athlete, row.localDate)
  const totals: Record<string, number | null> = {
    timerS: session?.timerS ?? row.timerS,
    distanceM: session?.distanceM ?? row.distanceM,
    avgHrBpm: session?.avgHrBpm ?? row.avgHrBpm,
    rpe: row.rpe,
    coverage: found.coverage,
  }
  const quantityOf = (name: string): Quantity => {
    const sibling = siblings.find((each) => each.metricId === name)
    if (sibling) return { value: sibling.value, unit: sibling.unit, metric: { grain: 'activity', key, metricId: name } }
    const kind = thresholdKinds.find((each) => thresholdField[each] === name)
    return { value: kind ? inForce[thresholdField[kind]] : (totals[name] ?? null), unit: unitOf(name) }
  }
  const inputs: ExplainInput[] = [
    ...(source ? [{ ...source, unit: null }] : []),
    ...rowsInForce(thresholds, metric.needs, row.localDate),
    ...(metric.of === 'athlete' && metric.usesEffort && row.rpe !== null ? [effortInput(activityId, row)] : []),
  ]
  return explain({ grain: 'activity', key, sessionIndex }, metric, { ...found, inputs }, quantityOf)
}

const effortInput = (
  id: number,
  { rpe, localDate }: { rpe: number | null; localDate: LocalDate | null },
): ExplainInput => ({
  kind: 'journal',
  id,
  name: 'rpe',
  localDate,
  value: rpe,
  unit: null,
  sha256: null,
})
