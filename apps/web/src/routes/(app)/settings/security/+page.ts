import { getTwoStep, listInvitations, listSessions, listTokens } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends }) => {
  depends('rc:security')
  const [sessions, twoStep, tokens, invitations] = await Promise.all([
    begin(call(listSessions)),
    begin(call(getTwoStep)),
    begin(call(listTokens)),
    begin(call(listInvitations)),
  ])
  return { sessions, twoStep, tokens, invitations }
}
