import type { Tenant } from '@rc/db'
import { listDailyColumns, type DailyColumn } from '@rc/db/queries/performance'
import { daysBetween, type LocalDate } from '@rc/domain'

export type Column = (number | null)[]

/** Day metrics as columns of one value per day from `from` on; days without a row are null, as are whole metrics. */
export async function readColumns<Name extends string>(
  tenant: Tenant,
  metrics: Record<Name, string>,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<{ columns: Record<Name, Column>; stored: Map<string, DailyColumn> }> {
  const names = Object.keys(metrics) as Name[]
  const stored = new Map(
    (await listDailyColumns(tenant, Object.values<string>(metrics), from, to)).map((column) => [
      column.metricId,
      column,
    ]),
  )
  const days = Math.max(0, daysBetween(from, to) + 1)
  const columnOf = (name: Name): Column => {
    const column = Array.from({ length: days }, (): number | null => null)
    const found = stored.get(metrics[name])
    for (const [i, day] of (found?.days ?? []).entries()) column[daysBetween(from, day)] = found!.values[i] ?? null
    return column
  }
  return { columns: Object.fromEntries(names.map((name) => [name, columnOf(name)])) as Record<Name, Column>, stored }
}
