import { getBelongings, listConnections } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends }) => {
  depends('rc:connections')
  return {
    connections: await begin(call(listConnections)),
    belongings: await begin(call(getBelongings, { params: { vendor: 'garmin' } })),
  }
}
