import { getGaps, getSync, listSyncFailures } from '@rc/contract'
import { addDays } from '@rc/domain'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import { localDateAt } from '#lib/format/date.ts'
import { DAYS_SHOWN } from './gap-cells.ts'
import type { PageLoad } from './$types'

const params = { vendor: 'garmin' } as const

/** The calendar of the last weeks, or with `?view=all` of the whole history. */
async function loadGaps(whole: boolean, today: string) {
  const from = whole ? ((await call(getSync, { params })).historyFrom ?? today) : addDays(today, 1 - DAYS_SHOWN)
  const { datasets, refills } = await call(getGaps, { params, query: { from, to: today } })
  return { from, to: today, whole, datasets, refills }
}

export const load: PageLoad = async ({ url, depends, parent }) => {
  depends('rc:sync')
  const { me } = await parent()
  const today = localDateAt(new Date().toISOString(), { utcOffsetS: null, timeZone: me.timeZone })
  const whole = url.searchParams.get('view') === 'all'
  const [sync, gaps, failures] = await Promise.all([
    begin(call(getSync, { params })),
    begin(loadGaps(whole, today)),
    begin(call(listSyncFailures, { params, query: {} })),
  ])
  return { sync, gaps, failures, whole }
}
