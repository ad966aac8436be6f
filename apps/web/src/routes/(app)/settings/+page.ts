import { getProfile, listSessions } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends }) => {
  depends('rc:profile')
  depends('rc:sessions')
  const [profile, sessions] = await Promise.all([begin(call(getProfile)), begin(call(listSessions))])
  return { profile, sessions }
}
