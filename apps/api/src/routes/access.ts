import * as contract from '@rc/contract'
import { createApiToken, listApiTokens, revokeApiToken } from '@rc/services/auth/api-tokens'
import { changePassword } from '@rc/services/auth/change-password'
import { invite, listInvitations, revokeInvitation } from '@rc/services/auth/invitations'
import { closeSessionById, endOtherSessions, listSessions } from '@rc/services/auth/sessions'
import { beginTwoStep, confirmTwoStepCode, endTwoStep, getTwoStep } from '@rc/services/auth/two-step'
import type { ApiDeps, AppContext } from '../context.ts'
import type { Mount } from '../mount.ts'

const tokenOf = (c: AppContext): string => c.get('session')?.token ?? ''

export function mountAccess(mount: Mount, deps: ApiDeps): void {
  mount(contract.listSessions, async ({ c, userId }) => ({ sessions: await listSessions(deps, userId, tokenOf(c)) }))
  mount(contract.endSession, ({ userId, params }) => closeSessionById(deps, userId, params.id))
  mount(contract.endOtherSessions, ({ c, userId }) => endOtherSessions(deps, userId, tokenOf(c)))
  mount(contract.changePassword, ({ c, userId, body }) => changePassword(deps, userId, body, tokenOf(c)))

  mount(contract.getTwoStep, ({ userId }) => getTwoStep(deps, userId))
  mount(contract.beginTwoStep, ({ userId, body }) => beginTwoStep(deps, userId, body))
  mount(contract.confirmTwoStep, ({ userId, body }) => confirmTwoStepCode(deps, userId, body))
  mount(contract.endTwoStep, ({ userId, body }) => endTwoStep(deps, userId, body))

  mount(contract.listTokens, ({ userId }) => listApiTokens(deps, userId))
  mount(contract.createToken, ({ userId, body }) => createApiToken(deps, userId, body))
  mount(contract.revokeToken, ({ userId, params }) => revokeApiToken(deps, userId, params.id))

  mount(contract.listInvitations, ({ userId }) => listInvitations(deps, userId))
  mount(contract.invite, ({ userId }) => invite(deps, userId))
  mount(contract.revokeInvitation, ({ userId, params }) => revokeInvitation(deps, userId, params.id))
}
