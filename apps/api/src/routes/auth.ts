import * as contract from '@rc/contract'
import { acceptInvitation, checkInvitation } from '@rc/services/auth/invitations'
import { logIn } from '@rc/services/auth/log-in'
import { getMe, isSetUp, updateMe, type Me } from '@rc/services/auth/me'
import { closeSession } from '@rc/services/auth/sessions'
import { setUp } from '@rc/services/auth/set-up'
import type { Caller, SignIn } from '@rc/services/auth/sign-in'
import type { ApiDeps, AppContext } from '../context.ts'
import { clearSessionCookie, deviceOf, setSignInCookies } from '../middleware/session.ts'
import type { Mount } from '../mount.ts'

const callerOf = (c: AppContext): Caller => ({
  address: c.get('asker').address,
  userAgent: c.req.header('user-agent') ?? '',
  device: deviceOf(c),
})

export function mountAuth(mount: Mount, deps: ApiDeps): void {
  const admit = (c: AppContext, who: SignIn): Promise<Me> => {
    setSignInCookies(c, who)
    return getMe(deps, who.userId)
  }
  mount(contract.getAuthState, async ({ userId }) => ({ setUp: await isSetUp(deps), signedIn: userId !== null }))
  mount(contract.setUp, async ({ c, body }) => admit(c, await setUp(deps, body, callerOf(c))))
  mount(contract.checkInvitation, ({ c, body }) => checkInvitation(deps, body, callerOf(c)))
  mount(contract.acceptInvitation, async ({ c, body }) => admit(c, await acceptInvitation(deps, body, callerOf(c))))
  mount(contract.logIn, async ({ c, body }) => admit(c, await logIn(deps, body, callerOf(c))))
  mount(contract.logOut, async ({ c, userId }) => {
    await closeSession(deps, userId, c.get('session')?.token ?? '')
    clearSessionCookie(c)
  })
  mount(contract.getMe, ({ userId }) => getMe(deps, userId))
  mount(contract.updateMe, ({ userId, body }) => updateMe(deps, userId, body))
}
