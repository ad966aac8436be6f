import { getPlan, getPlanAdherence, getPlanDiff, getPlanDelivery, listPlanRevisions } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends, params }) => {
  depends('rc:plan')
  const input = { params: { id: params.id } }
  const [plan, delivery, adherence, revisions, diff] = await Promise.all([
    begin(call(getPlan, input)),
    begin(call(getPlanDelivery, input)),
    begin(call(getPlanAdherence, input)),
    begin(call(listPlanRevisions, input)),
    begin(call(getPlanDiff, input)),
  ])
  return { id: params.id, plan, delivery, adherence, revisions, diff }
}
