import {
  getCritical,
  getDistribution,
  getEfficiency,
  getForm,
  getLoadChange,
  getMeanMax,
  getRecords,
  getRunPerformance,
  getTrends,
  getYearDays,
} from '@rc/contract'
import { addDays } from '@rc/domain'
import { call } from '#lib/api.ts'
import { attempt, load as begin } from '#lib/loading.ts'
import { todayOf } from '#lib/session.ts'
import type { PageLoad } from './$types'
import { familyOf, periodOf } from './choices.ts'

/** Years that are laid over one another. */
const YEARS = 10
/** As many weeks as the distribution shows side by side. */
const WEEKS = 12

export const load: PageLoad = async ({ url, depends, parent }) => {
  depends('rc:fitness')
  const to = todayOf((await parent()).me)
  const days = periodOf(url.searchParams)
  const family = familyOf(url.searchParams)
  const query = { from: addDays(to, 1 - days), to }
  const year = { from: addDays(to, -365), to }
  // Below the first screen, and long: nobody waits for it.
  const years = {
    later: attempt(call(getYearDays, { query: { from: `${Number(to.slice(0, 4)) + 1 - YEARS}-01-01`, to } })),
  }
  const curveFamily = family === 'swim' ? null : family
  const [form, change, distribution, bests, running, efficiency] = await Promise.all([
    begin(Promise.all([call(getForm, { query }), call(getTrends, { query: { weeks: Math.ceil(days / 7) + 1 } })])),
    begin(call(getLoadChange, { query })),
    begin(call(getDistribution, { query: { weeks: WEEKS, days: 7 * WEEKS } })),
    begin(
      Promise.all([
        call(getRecords, { query: { family } }),
        call(getCritical),
        curveFamily ? call(getMeanMax, { query: { family: curveFamily, of: 'power' } }) : null,
      ]),
    ),
    begin(call(getRunPerformance)),
    begin(call(getEfficiency, { query: { ...year, family: curveFamily ?? 'run' } })),
  ])
  return { to, days, family, form, change, distribution, bests, running, efficiency, years }
}
