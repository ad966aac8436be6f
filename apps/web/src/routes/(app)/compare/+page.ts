import { type ActivityDetail, type ActivitySamples, getActivity, getActivitySamples } from '@rc/contract'
import { DRAWN_CHANNELS } from '#lib/activities/sample-model.ts'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'
import { axes, readIds } from './compared.ts'

/** Enough for a line across a wide screen. */
const POINTS = 1200

export interface Loaded {
  detail: ActivityDetail
  samples: ActivitySamples | null
}

const loadOne = async (id: number): Promise<Loaded> => {
  const query = { points: POINTS, channels: DRAWN_CHANNELS }
  const [detail, samples] = await Promise.all([
    call(getActivity, { params: { id } }),
    call(getActivitySamples, { params: { id }, query }),
  ])
  return { detail, samples: detail.sampleCount > 0 ? samples : null }
}

/** Which activities, and against what, is the address. */
export const load: PageLoad = async ({ url, depends }) => {
  depends('rc:compare')
  const ids = readIds(url.searchParams.get('ids'))
  const by = axes.find((each) => each === url.searchParams.get('by')) ?? 'distance'
  return { ids, by, loaded: await begin(Promise.all(ids.map(loadOne))) }
}
