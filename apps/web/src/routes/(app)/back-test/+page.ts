import { getBackTest, listAlertRules } from '@rc/contract'
import { addDays } from '@rc/domain'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import { todayOf } from '#lib/session.ts'
import type { PageLoad } from './$types'
import { yearsOf } from './years.ts'

export const load: PageLoad = async ({ url, depends, parent }) => {
  depends('rc:back-test')
  const to = todayOf((await parent()).me)
  const years = yearsOf(url.searchParams)
  const from = addDays(to, 1 - Math.round(365.25 * years))
  const [result, rules] = await Promise.all([
    begin(call(getBackTest, { query: { from, to } })),
    begin(call(listAlertRules)),
  ])
  return { to, years, result, rules }
}
