import type { PendingLogin } from '@rc/db/queries/pending-logins'
import type { LoginFailure, LoginState } from '@rc/domain'

export interface LoginView {
  id: number
  state: LoginState
  codeMethod: string | null
  codeTarget: string | null
  failure: LoginFailure | null
  expiresAt: string
  createdAt: string
}

const ENDED: LoginState[] = ['done', 'failed', 'cancelled']
export const hasEnded = ({ state }: { state: LoginState }): boolean => ENDED.includes(state)

/** One press as the page shows it: what nobody has finished in time has failed, whether or not that was noted. */
export function presentLogin(login: PendingLogin, now: Date): LoginView {
  const isExpired = !hasEnded(login) && login.expiresAt <= now
  return {
    id: login.id,
    state: isExpired ? 'failed' : login.state,
    codeMethod: login.codeMethod,
    codeTarget: login.codeTarget,
    failure: isExpired ? 'expired' : login.failure,
    expiresAt: login.expiresAt.toISOString(),
    createdAt: login.createdAt.toISOString(),
  }
}
