import { findLogin, readAccount } from '@rc/db/queries/accounts'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { tryPassword } from './password.ts'
import { chargeTry, limitOf, settleTry } from './throttle.ts'

/**
 * Asks for the password once more before something that an unattended browser must not be able to do. Answers the login.
 * Throws `forbidden` with the reason `wrong_password`: the session itself is as good as before.
 */
export async function confirmPassword(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  password: string,
): Promise<string> {
  const account = await deps.database.asUser(userId, readAccount)
  const known = account && (await findLogin(deps.database, account.login))
  const limits = [limitOf('confirmation', String(userId))]
  const charge = () => chargeTry(deps, limits)
  return tryPassword(known?.passwordHash ?? null, password, charge, async (matches) => {
    if (!account || !matches)
      throw new AppError('forbidden', 'wrong password', { details: { reasons: ['wrong_password'] } })
    await settleTry(deps, limits)
    return account.login
  })
}
