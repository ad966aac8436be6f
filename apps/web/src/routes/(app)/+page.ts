import { getDashboard, getJournal, getMorningToday, getReadinessToday } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import { todayOf } from '#lib/session.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends, parent }) => {
  depends('rc:dashboard')
  const today = todayOf((await parent()).me)
  const [dashboard, body] = await Promise.all([
    begin(call(getDashboard)),
    begin(
      Promise.all([
        call(getReadinessToday),
        call(getMorningToday),
        call(getJournal, { query: { from: today, to: today } }),
      ]),
    ),
  ])
  return { today, dashboard, body }
}
