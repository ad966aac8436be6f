import { getActivity, getActivitySamples } from '@rc/contract'
import { error } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { attempt, load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'
import { DRAWN_CHANNELS, DRAWN_POINTS } from '#lib/activities/sample-model.ts'

export const load: PageLoad = async ({ params, depends }) => {
  const id = Number(params.id)
  if (!Number.isSafeInteger(id) || id < 1) error(404, 'not_found')
  depends(`rc:activity/${id}`)
  const query = { points: DRAWN_POINTS, channels: DRAWN_CHANNELS }
  // Who and when is read while the charts are on their way.
  const samples = { later: attempt(call(getActivitySamples, { params: { id }, query })) }
  return { id, samples, detail: await begin(call(getActivity, { params: { id } })) }
}
