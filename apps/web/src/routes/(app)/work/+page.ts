import { listJobs } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import { isJobFilter } from './job-filter.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ url, depends }) => {
  depends('rc:jobs')
  const asked = url.searchParams.get('state')
  const state = isJobFilter(asked) ? asked : null
  return { state, jobs: await begin(call(listJobs, { query: state ? { state } : {} })) }
}
