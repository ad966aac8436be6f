import { theilSenSlope, trendOfHalves } from '@rc/analytics'
import { listEfficiency, type EfficiencyRow } from '@rc/db/queries/performance'
import { daysBetween, sportsOf, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from '../recovery/require-range.ts'

/** The slope is the median of all pairs: of more sessions the newest are enough. */
const MOST_FOR_SLOPE = 300

/** Efficiency and decoupling of the steady sessions of a time, and where efficiency goes. */
export async function getEfficiency(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { from, to, family }: { from: LocalDate; to: LocalDate; family: 'run' | 'bike' },
) {
  requireRange({ from, to })
  const rows = await deps.database.asReader(userId, (tenant) => listEfficiency(tenant, sportsOf(family), from, to))
  const factors = rows.flatMap(({ localDate, efficiencyFactor }) =>
    efficiencyFactor === null ? [] : [{ localDate, efficiencyFactor }],
  )
  const { label, changePct } = trendOfHalves(factors.map(({ efficiencyFactor }) => efficiencyFactor))
  const perDay = theilSenSlope(
    factors
      .slice(-MOST_FOR_SLOPE)
      .map(({ localDate, efficiencyFactor }) => [daysBetween(from, localDate), efficiencyFactor] as const),
  )
  return {
    points: rows.map(presentPoint),
    trend: {
      label,
      changePct,
      slopePer30Days: label === 'insufficient' || perDay === null ? null : 30 * perDay,
    },
  }
}

const presentPoint = (row: EfficiencyRow) => ({
  activityId: row.activityId,
  localDate: row.localDate,
  sport: row.sport,
  efficiencyFactor: row.efficiencyFactor,
  decouplingPct: row.decouplingPct,
  disturbed: row.disturbed,
  confidence: row.confidence,
})
