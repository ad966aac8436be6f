import { dayMetrics, type DayMetric } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listActivitySources } from '@rc/db/queries/explain'
import { listDaily, type DailyRow } from '@rc/db/queries/insights'
import { listDay } from '@rc/db/queries/metrics-write'
import { addDays, AppError, type LocalDate } from '@rc/domain'
import { explain, type Explanation, type Quantity } from './explanation.ts'

const MOST_INPUTS = 30
const MOST_BACK = 42

/** What the days are summed from. */
const sourceOf: Record<DayMetric['of'], { metricId: string; unit: string }> = {
  load: { metricId: 'load', unit: 'TSS' },
  trimp: { metricId: 'trimp_banister', unit: 'AU' },
  run_distance: { metricId: 'elevation_load_m', unit: 'm' },
  run_trimp: { metricId: 'trimp_banister', unit: 'AU' },
  easy_s: { metricId: 'time_in_3_zones', unit: 's' },
  moderate_s: { metricId: 'time_in_3_zones', unit: 's' },
  hard_s: { metricId: 'time_in_3_zones', unit: 's' },
}

/** Days whose load weighs on the number. */
function windowOf({ id, of }: DayMetric): number {
  if (id === of) return 1
  if (/monotony|strain/.test(id)) return 7
  return /acwr|divergence|distribution/.test(id) ? 28 : MOST_BACK
}

/** `ctl`, `ctl@-7` (seven days before), `load~7` (mean of the seven days up to it). */
const reference = /^(\w+?)(?:~(\d+))?(?:@(-?\d+))?$/

/** Why a day has this number. Throws `not_found`. */
export async function explainDay(tenant: Tenant, metric: DayMetric, date: LocalDate): Promise<Explanation> {
  const ids = dayMetrics.map(({ id }) => id)
  const window = windowOf(metric)
  const [rows, stored, activities] = await Promise.all([
    listDaily(tenant, ids, addDays(date, -MOST_BACK), date),
    listDay(tenant, date),
    listActivitySources(tenant, {
      metricId: sourceOf[metric.of].metricId,
      from: addDays(date, -window + (metric.ahead === 1 ? 0 : 1)),
      to: metric.ahead === 1 ? addDays(date, -1) : date,
      limit: MOST_INPUTS,
    }),
  ])
  const found = rows.find((row) => row.metricId === metric.id && row.localDate === date)
  if (!found) throw new AppError('not_found', 'no such number')
  const detail = stored.find((row) => row.metricId === metric.id)?.detail ?? null
  const inputs = activities.rows.map((row) => ({
    ...row,
    kind: 'activity' as const,
    unit: sourceOf[metric.of].unit,
  }))
  return explain(
    { grain: 'day', key: date },
    metric,
    { ...found, detail, inputs, inputCount: activities.count },
    (name) => quantityIn(rows, date, name),
  )
}

function quantityIn(rows: readonly DailyRow[], date: LocalDate, name: string): Quantity {
  const [, metricId = '', days, offset] = reference.exec(name) ?? []
  const to = addDays(date, Number(offset ?? 0))
  const from = addDays(to, 1 - Number(days ?? 1))
  const own = rows.filter((row) => row.metricId === metricId && row.localDate >= from && row.localDate <= to)
  const values = own.flatMap(({ value }) => value ?? [])
  const isWhole = values.length === Number(days ?? 1)
  return {
    value: isWhole ? values.reduce((sum, value) => sum + value, 0) / values.length : null,
    unit: own[0]?.unit ?? null,
    ...(days === undefined ? { metric: { grain: 'day' as const, key: to, metricId } } : {}),
  }
}
