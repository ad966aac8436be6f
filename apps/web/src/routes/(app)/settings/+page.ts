import { getProfile, getZones } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends }) => {
  depends('rc:profile')
  const [profile, zones] = await Promise.all([begin(call(getProfile)), begin(call(getZones, { query: {} }))])
  return { profile, zones }
}
