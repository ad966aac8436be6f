import { readHistoryState } from '@rc/db/queries/insights'
import { daysBetween, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { requireRange } from '../recovery/require-range.ts'
import { readColumns } from './daily-columns.ts'
import { planForm } from './plan-form.ts'

/** The curves of one kind of load; they end with yesterday, form with this morning. */
export async function getForm(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { kind, ...range }: { from: LocalDate; to: LocalDate; kind: 'load' | 'trimp' },
) {
  requireRange(range)
  const prefix = kind === 'load' ? '' : 'trimp_'
  return deps.database.asReader(userId, async (tenant) => {
    const [{ today }, { firstDate }, { columns, stored }] = await Promise.all([
      readToday(tenant, deps.now()),
      readHistoryState(tenant),
      readColumns(
        tenant,
        { load: kind, ctl: `${prefix}ctl`, atl: `${prefix}atl`, tsb: `${prefix}tsb`, ramp7: `${prefix}ramp7` },
        range,
      ),
    ])
    const loads = stored.get(kind)
    return {
      from: range.from,
      ...columns,
      incomplete: loads?.days.filter((_, day) => (loads.coverages[day] ?? 1) < 1) ?? [],
      future: kind === 'load' ? await planForm(tenant, today) : [],
      historyDays: firstDate === null ? 0 : Math.max(0, daysBetween(firstDate, today)),
    }
  })
}
