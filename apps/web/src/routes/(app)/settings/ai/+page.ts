import { getAiEmbeddings, getAiSettings, listAiPrices } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends }) => {
  depends('rc:ai')
  const [settings, prices, embeddings] = await Promise.all([
    begin(call(getAiSettings)),
    begin(call(listAiPrices)),
    begin(call(getAiEmbeddings, { query: {} })),
  ])
  return { settings, prices, embeddings }
}
