import { getGuidelineDocument } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('rc:guidelines')
  return { document: await begin(call(getGuidelineDocument, { params: { id: params.id } })) }
}
