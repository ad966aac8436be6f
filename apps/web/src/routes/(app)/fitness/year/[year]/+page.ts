import { getRecords, getRestingHr, getSleepSummary, getYearDays } from '@rc/contract'
import { error } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { attempt, load as begin } from '#lib/loading.ts'
import { todayOf } from '#lib/session.ts'
import { families } from '../../choices.ts'
import { firstOf, lastOf } from '../../year-days.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends, parent }) => {
  if (!/^(?:19|20)\d\d$/.test(params.year)) error(404, 'not_found')
  depends('rc:fitness')
  const today = todayOf((await parent()).me)
  const year = Number(params.year)
  const to = today < lastOf(year) ? today : lastOf(year)
  const range = { from: firstOf(year), to: to < firstOf(year) ? firstOf(year) : to }
  const records = {
    later: attempt(Promise.all(families.map(({ family }) => call(getRecords, { query: { family } })))),
  }
  const nights = {
    later: attempt(Promise.all([call(getSleepSummary, { query: range }), call(getRestingHr, { query: range })])),
  }
  // The year before as well, to tell how much more or less it was.
  const days = await begin(call(getYearDays, { query: { from: firstOf(year - 1), to: range.to } }))
  return { year, today, to: range.to, days, records, nights }
}
