import { error, redirect } from '@sveltejs/kit'
import { getAuthState, getMe } from '@rc/contract'
import { call } from '#lib/api.ts'
import { attempt } from '#lib/loading.ts'
import type { LayoutLoad } from './$types'

/** Every page below needs an athlete; who has none is shown the door that fits. */
export const load: LayoutLoad = async ({ url, untrack, depends }) => {
  depends('rc:me')
  const me = await attempt(call(getMe))
  if (!me.ok) {
    const state = await attempt(call(getAuthState))
    if (!state.ok || state.value.signedIn)
      error(me.error.status || 503, { message: me.error.code, code: me.error.code })
    const here = untrack(() => url.pathname + url.search)
    redirect(307, state.value.setUp ? `/login?next=${encodeURIComponent(here)}` : '/welcome')
  }
  if (!me.value.profileCompleted) redirect(307, '/welcome')
  return { me: me.value }
}
