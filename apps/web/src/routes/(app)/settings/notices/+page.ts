import { getTrainingSettings, listChannels } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends }) => {
  depends('rc:notices')
  const [training, channels] = await Promise.all([begin(call(getTrainingSettings)), begin(call(listChannels))])
  return { training, channels }
}
