import { error, redirect } from '@sveltejs/kit'
import { getAuthState, getMe } from '@rc/contract'
import { call, onAnswered } from '#lib/api.ts'
import { attempt } from '#lib/loading.ts'
import { lastSeen } from '#lib/offline/last-seen.svelte.ts'
import type { LayoutLoad } from './$types'

onAnswered((answer) => lastSeen.note(answer))

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
