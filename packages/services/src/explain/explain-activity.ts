import {
  activityMetrics,
  commonSrpeScale,
  type ActivityMetric,
  type MetricPart,
  type SessionSummary,
} from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { readActivityParts, readActivityRow } from '@rc/db/queries/activities'
import { readActivitySource } from '@rc/db/queries/explain'
import { listSummaries } from '@rc/db/queries/metrics-write'
import { listThresholds } from '@rc/db/queries/profile'
import { getAthleteContext } from '@rc/db/queries/raw'
import { AppError, thresholdField, thresholdKinds, type LocalDate, type ThresholdKind } from '@rc/domain'
import { thresholdsFor } from '../analysis/inputs-hash.ts'
import { explain, thresholdInput, unitOf, type ExplainInput, type Explanation, type Quantity } from './explanation.ts'
import { intervalPart } from './interval-part.ts'

type Thresholds = Awaited<ReturnType<typeof listThresholds>>

/** The row of each kind that holds on the day, as `thresholdsOn` chooses it. */
function rowsInForce(thresholds: Thresholds, kinds: readonly ThresholdKind[], date: LocalDate | null): ExplainInput[] {
  return kinds.flatMap((kind) => {
    const rows = thresholds.filter((row) => row.kind === kind)
    const row = date === null ? rows.at(-1) : (rows.findLast(({ validFrom }) => validFrom <= date) ?? rows[0])
    return row ? [thresholdInput(kind, row)] : []
  })
}

/** `best_efforts.5000`: a metric, and which of the numbers it keeps. */
export function splitId(metricId: string): [id: string, part: string | null] {
  const at = metricId.indexOf('.')
  return at < 0 ? [metricId, null] : [metricId.slice(0, at), metricId.slice(at + 1)]
}

/** Why an activity, or one of its sessions, has this number. Throws `not_found`. */
export async function explainActivity(
  tenant: Tenant,
  activityId: number,
  metricId: string,
  sessionIndex: number,
): Promise<Explanation> {
  const [id, part] = splitId(metricId)
  const metric = activityMetrics.find((each) => each.id === id)
  const [row, parts, athlete, thresholds, source, [summary]] = await Promise.all([
    readActivityRow(tenant, activityId),
    readActivityParts(tenant, activityId),
    getAthleteContext(tenant),
    listThresholds(tenant),
    readActivitySource(tenant, activityId),
    listSummaries(tenant, [activityId]),
  ])
  const own = parts.metrics.filter((each) => each.metricId === id)
  // The swim of a triathlon is asked for by its activity.
  const only = sessionIndex < 0 && own.length === 1 ? own[0] : undefined
  const found = own.find((each) => each.sessionIndex === sessionIndex) ?? only
  if (!metric || !row || !found) throw new AppError('not_found', 'no such number')
  const piece = part === null ? null : (pieceOf(metric, found.detail, part) ?? intervalPart(row, parts, id, part))
  if (part !== null && piece === null) throw new AppError('not_found', 'no such number')
  const key = String(activityId)
  const index = found.sessionIndex
  const siblings = parts.metrics.filter((each) => each.sessionIndex === index)
  const sessions = (summary?.sessions ?? []) as SessionSummary[]
  const session = index >= 0 ? sessions[index] : sessions.length === 1 ? sessions[0] : undefined
  const inForce = thresholdsFor(athlete, row.localDate)
  const totals: Record<string, number | null> = {
    timerS: session?.timerS ?? row.timerS,
    distanceM: session?.distanceM ?? row.distanceM,
    avgHrBpm: session?.avgHrBpm ?? row.avgHrBpm,
    rpe: row.rpe,
    coverage: found.coverage,
    srpeScale: athlete.srpeScale ?? commonSrpeScale,
  }
  const quantityOf = (name: string): Quantity => {
    const own = piece?.quantities[name]
    if (own !== undefined) return { value: own }
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
  const { unit, formula } = piece ?? metric
  return explain(
    { grain: 'activity', key, sessionIndex: index },
    { ...metric, id: metricId, unit, formula },
    { ...found, value: piece ? piece.value : found.value, inputs },
    quantityOf,
  )
}

const pieceOf = ({ partOf }: ActivityMetric, detail: Record<string, unknown> | null, part: string): MetricPart | null =>
  detail === null ? null : (partOf?.(detail, part) ?? null)

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
