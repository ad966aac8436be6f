import { getPlan, getPlanAdherence, getPlanDelivery, listPlanRevisions } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends, params }) => {
  depends('rc:plan')
  const input = { params: { id: params.id } }
  const [plan, delivery, adherence, revisions] = await Promise.all([
    begin(call(getPlan, input)),
    begin(call(getPlanDelivery, input)),
    begin(call(getPlanAdherence, input)),
    begin(call(listPlanRevisions, input)),
  ])
  return { id: params.id, plan, delivery, adherence, revisions }
}
