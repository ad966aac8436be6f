import { listActivities, sumActivities } from '@rc/contract'
import { call } from '#lib/api.ts'
import { attempt, load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'
import { PAGE, readFilters, readRun, toQuery } from './list-query.ts'

/** The filters are the address, so that a list can be kept and sent. */
export const load: PageLoad = async ({ url, depends }) => {
  depends('rc:activities')
  const filters = readFilters(url.searchParams)
  const query = toQuery(filters)
  const run = readRun(url.searchParams)
  const sums = { later: attempt(call(sumActivities, { query })) }
  const first = await begin(call(listActivities, { query: { ...query, ...run, limit: PAGE } }))
  return { filters, query, run, sums, first }
}
