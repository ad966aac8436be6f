import { error, redirect } from '@sveltejs/kit'
import { checkInvitation, getAuthState } from '@rc/contract'
import { call } from '#lib/api.ts'
import { attempt } from '#lib/loading.ts'
import type { PageLoad } from './$types'

/** Who is in already has no use for an invitation; everybody else is told at once whether theirs still holds. */
export const load: PageLoad = async () => {
  // A part of the address that no server sees.
  const code = decodeURIComponent(location.hash.slice(1))
  const auth = await attempt(call(getAuthState))
  if (!auth.ok) error(auth.error.status || 503, { message: auth.error.code, code: auth.error.code })
  if (!auth.value.setUp) redirect(307, '/welcome')
  if (auth.value.signedIn) return { code, state: 'signed_in' as const }
  if (code === '') return { code, state: 'unknown' as const }
  const checked = await attempt(call(checkInvitation, { json: { code } }))
  if (!checked.ok) error(checked.error.status || 503, { message: checked.error.code, code: checked.error.code })
  return { code, state: checked.value.state }
}
