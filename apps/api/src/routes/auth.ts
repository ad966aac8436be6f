import * as contract from '@rc/contract'
import { logIn } from '@rc/services/auth/log-in'
import { getMe, isSetUp, updateMe } from '@rc/services/auth/me'
import { closeSession } from '@rc/services/auth/sessions'
import { setUp } from '@rc/services/auth/set-up'
import type { ApiDeps, AppContext } from '../context.ts'
import { clearSessionCookie, setSessionCookie } from '../middleware/session.ts'
import type { Mount } from '../mount.ts'

const callerOf = (c: AppContext) => ({ address: c.get('asker').address, userAgent: c.req.header('user-agent') ?? '' })

export function mountAuth(mount: Mount, deps: ApiDeps): void {
  mount(contract.getAuthState, async ({ userId }) => ({ setUp: await isSetUp(deps), signedIn: userId !== null }))

  mount(contract.setUp, async ({ c, body }) => {
    const { userId, token } = await setUp(deps, body, callerOf(c))
    setSessionCookie(c, token)
    return getMe(deps, userId)
  })

  mount(contract.logIn, async ({ c, body }) => {
    const { userId, token } = await logIn(deps, body, callerOf(c))
    setSessionCookie(c, token)
    return getMe(deps, userId)
  })

  mount(contract.logOut, async ({ c, userId }) => {
    await closeSession(deps, userId, c.get('session')?.token ?? '')
    clearSessionCookie(c)
  })

  mount(contract.getMe, ({ userId }) => getMe(deps, userId))
  mount(contract.updateMe, ({ userId, body }) => updateMe(deps, userId, body))
}
