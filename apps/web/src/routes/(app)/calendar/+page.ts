import { getCalendar } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'
import { isMonth, weeksAround } from './month.ts'

/** Without a month in the address it is the athlete's present one, which only the page knows. */
export const load: PageLoad = async ({ url, depends, parent }) => {
  depends('rc:calendar')
  const { me } = await parent()
  const asked = url.searchParams.get('month')
  const now = new Intl.DateTimeFormat('en-CA', { timeZone: me?.timeZone, year: 'numeric', month: '2-digit' })
  const month = isMonth(asked) ? asked : now.format(new Date()).slice(0, 7)
  return { month, days: await begin(call(getCalendar, { query: weeksAround(month) })) }
}
