import { getSwimSession, getSwimSummary } from '@rc/contract'
import { addDays } from '@rc/domain'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import { todayOf } from '#lib/session.ts'
import type { PageLoad } from './$types'
import { periodOf } from './periods.ts'

/** The sessions of a time, and the chosen one, by default the newest, interval by interval. */
export const load: PageLoad = async ({ url, depends, parent }) => {
  depends('rc:swim')
  const to = todayOf((await parent()).me)
  const days = periodOf(url.searchParams)
  const asked = Number(url.searchParams.get('session')) || null
  const summary = call(getSwimSummary, { query: { from: addDays(to, 1 - days), to } })
  const session = summary.then(({ sessions }) => {
    const id = asked ?? sessions.findLast(({ poolLengthM }) => poolLengthM !== null)?.activityId
    return id === undefined ? null : call(getSwimSession, { params: { id } })
  })
  const [all, one] = await Promise.all([begin(summary), begin(session)])
  return { to, days, summary: all, session: one }
}
