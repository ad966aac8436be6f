import { getCalendar, getPlan, getPlanAdherence, getSchedule, listPlans } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import { todayOf } from '#lib/session.ts'
import type { PageLoad } from './$types'
import { daysIn, viewOf } from './month.ts'
import type { PlannedMonth } from './planned.ts'

/** Of the plans that are followed in these days: their newest revision, what of it counts already, and what became of it. */
async function readPlanned(query: { from: string; to: string }): Promise<PlannedMonth> {
  const { plans } = await call(listPlans)
  const followed = plans.filter(
    ({ state, startsOn, endsOn }) => state === 'approved' && startsOn <= query.to && endsOn >= query.from,
  )
  const [{ workouts: approved }, stored, results] = await Promise.all([
    call(getSchedule, { query }),
    Promise.all(followed.map(({ id }) => call(getPlan, { params: { id } }))),
    Promise.all(followed.map(({ id }) => call(getPlanAdherence, { params: { id } }))),
  ])
  return { stored, approved, results: results.flatMap(({ sessions }) => sessions) }
}

/** Without a month or a week in the address it is the athlete's present month. */
export const load: PageLoad = async ({ url, depends, parent }) => {
  depends('rc:calendar')
  const view = viewOf(url.searchParams, todayOf((await parent()).me))
  const query = daysIn(view)
  const [days, planned] = await Promise.all([begin(call(getCalendar, { query })), begin(readPlanned(query))])
  return { view, days, planned }
}
