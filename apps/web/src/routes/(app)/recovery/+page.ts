import {
  getHrv,
  getReadiness,
  getReadinessToday,
  getRestingHr,
  getSleep,
  getSleepSummary,
  getWeight,
} from '@rc/contract'
import { addDays } from '@rc/domain'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import { todayOf } from '#lib/session.ts'
import type { PageLoad } from './$types'
import { periodOf } from './periods.ts'

/** A fortnight of nights, as sleep debt counts them. */
const NIGHTS = 14

export const load: PageLoad = async ({ url, depends, parent }) => {
  depends('rc:recovery')
  const to = todayOf((await parent()).me)
  const days = periodOf(url.searchParams)
  const query = { from: addDays(to, 1 - days), to }
  const nights = { from: addDays(to, 1 - NIGHTS), to }
  const [today, heart, sleep, history] = await Promise.all([
    begin(call(getReadinessToday)),
    begin(Promise.all([call(getHrv, { query }), call(getRestingHr, { query })])),
    begin(
      Promise.all([
        call(getSleepSummary, { query: nights }),
        call(getSleep, { query: { from: addDays(to, -1), to } }),
        call(getWeight, { query: { from: addDays(to, -90), to } }),
      ]),
    ),
    begin(call(getReadiness, { query })),
  ])
  return { to, days, today, heart, sleep, history }
}
