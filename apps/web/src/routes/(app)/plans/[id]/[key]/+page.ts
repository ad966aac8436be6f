import { getPlan, getPlanAdherence, listWorkoutLosses } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends, params }) => {
  depends('rc:plan')
  const [plan, adherence, losses] = await Promise.all([
    begin(call(getPlan, { params: { id: params.id } })),
    begin(call(getPlanAdherence, { params: { id: params.id } })),
    begin(call(listWorkoutLosses, { params })),
  ])
  return { id: params.id, key: params.key, plan, adherence, losses }
}
