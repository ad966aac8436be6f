import { continueForm } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listDaily, sumByDay } from '@rc/db/queries/insights'
import { listPlannedLoads } from '@rc/db/queries/performance'
import { addDays, daysBetween, type LocalDate } from '@rc/domain'

const MOST_DAYS = 366

/**
 * The curves gone on from yesterday's with what is planned, to the last planned day; of today what is done counts, if
 * anything is. Empty without a plan, or without curves to go on from.
 */
export async function planForm(tenant: Tenant, today: LocalDate) {
  const yesterday = addDays(today, -1)
  const [planned, standing, done] = await Promise.all([
    listPlannedLoads(tenant, today, addDays(today, MOST_DAYS)),
    listDaily(tenant, ['ctl', 'atl'], yesterday, yesterday),
    sumByDay(tenant, today, today),
  ])
  const [ctl, atl] = ['ctl', 'atl'].map((id) => standing.find(({ metricId }) => metricId === id)?.value ?? null)
  const last = planned.at(-1)?.localDate
  if (last === undefined || ctl == null || atl == null) return []
  const byDay = new Map(planned.map(({ localDate, load }) => [localDate, load]))
  if (done.length > 0)
    byDay.set(
      today,
      done.reduce((sum, { load }) => sum + load, 0),
    )
  const days = Array.from({ length: daysBetween(today, last) + 1 }, (_, day) => addDays(today, day))
  const form = continueForm(
    { ctl, atl },
    days.map((day) => byDay.get(day) ?? 0),
  )
  return form.map((day, i) => ({ localDate: days[i]!, ...day }))
}
