import { getAiConversation, getAiSettings, listAiConversations } from '@rc/contract'
import { call } from '#lib/api.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ depends, url }) => {
  depends('rc:coach')
  const id = Number(url.searchParams.get('c')) || null
  const [settings, conversations, conversation] = await Promise.all([
    begin(call(getAiSettings)),
    begin(call(listAiConversations)),
    id === null ? null : begin(call(getAiConversation, { params: { id } })),
  ])
  return { id, settings, conversations, conversation }
}
