import { findLogin, updatePassword } from '@rc/db/queries/accounts'
import { deleteTwoStep } from '@rc/db/queries/two-step'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { confirmPassword } from './confirm-password.ts'
import { createOneTimeCode } from './one-time-code.ts'
import { hashPassword } from './password.ts'
import { requireStrongPassword } from './password-strength.ts'
import { closeOtherSessions } from './sessions.ts'

/** Needs the present password and ends every session but the one it is asked from. */
export async function changePassword(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { current, password }: { current: string; password: string },
  token: string,
): Promise<void> {
  const login = await confirmPassword(deps, userId, current)
  requireStrongPassword(password, login)
  const passwordHash = await hashPassword(password)
  await deps.database.asUser(userId, async (tenant) => {
    await updatePassword(tenant, passwordHash)
    await closeOtherSessions(tenant, token)
  })
}

/** For who owns the machine: a new password for an account, all its sessions ended, on request its second step removed. */
export async function resetPassword(
  deps: Pick<Deps, 'database'>,
  login: string,
  { totp }: { totp: boolean },
): Promise<{ password: string; sessionsEnded: number }> {
  const known = await findLogin(deps.database, login)
  if (!known) throw new AppError('not_found', `There is no account with the login ${login}.`)
  const password = createOneTimeCode()
  const passwordHash = await hashPassword(password)
  return deps.database.asUser(known.userId, async (tenant) => {
    await updatePassword(tenant, passwordHash)
    if (totp) await deleteTwoStep(tenant)
    return { password, sessionsEnded: await closeOtherSessions(tenant, null) }
  })
}
