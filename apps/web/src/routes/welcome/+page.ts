import { error, redirect } from '@sveltejs/kit'
import { getAuthState, getMe } from '@rc/contract'
import { call } from '#lib/api.ts'
import { attempt } from '#lib/loading.ts'
import type { PageLoad } from './$types'

/** First the account, then a few questions; whoever has answered them is led on. */
export const load: PageLoad = async () => {
  const state = await attempt(call(getAuthState))
  if (!state.ok) error(state.error.status || 503, { message: state.error.code, code: state.error.code })
  if (!state.value.setUp) return { step: 'account' as const }
  if (!state.value.signedIn) redirect(307, '/login')
  const me = await call(getMe)
  if (me.profileCompleted) redirect(307, '/')
  return { step: 'questions' as const }
}
