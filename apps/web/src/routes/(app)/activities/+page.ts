import { listActivities, sumActivities } from '@rc/contract'
import { call } from '#lib/api.ts'
import { attempt, load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'
import { PAGE, readFilters, toQuery } from './list-query.ts'

/** The filters are the address, so that a list can be kept and sent. */
export const load: PageLoad = async ({ url, depends }) => {
  depends('rc:activities')
  const filters = readFilters(url.searchParams)
  const query = toQuery(filters)
  const sums = { later: attempt(call(sumActivities, { query })) }
  return { filters, query, sums, first: await begin(call(listActivities, { query: { ...query, limit: PAGE } })) }
}
