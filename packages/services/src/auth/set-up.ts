import { countUsers, createFirstUser, type NewAccount } from '@rc/db/queries/accounts'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { hashPassword } from './password.ts'
import { requireStrongPassword } from './password-strength.ts'
import { discardSetUpCode, isSetUpCode } from './setup-code.ts'
import { signIn, type Caller, type SignIn } from './sign-in.ts'
import { chargeTry, limitOf, networkOf, settleTry } from './throttle.ts'

/** What a new person tells of themselves, with the one-time code that lets them in. */
export type Joining = Omit<NewAccount, 'passwordHash'> & { code: string; password: string }

/** Creates the first account. Throws `conflict` when there is one, `forbidden` when the code is wrong. */
export async function setUp(
  deps: Pick<Deps, 'config' | 'database' | 'now'>,
  { code, password, ...account }: Joining,
  caller: Caller,
): Promise<SignIn> {
  if ((await countUsers(deps.database)) > 0) throw new AppError('conflict', 'there already is an account')
  const limits = [limitOf('setUp', networkOf(caller.address))]
  await chargeTry(deps, limits)
  if (!(await isSetUpCode(deps, code))) throw new AppError('forbidden', 'wrong setup code')
  await settleTry(deps, limits)
  requireStrongPassword(password, account.login)
  const userId = await createFirstUser(deps.database, { ...account, passwordHash: await hashPassword(password) })
  if (userId === null) throw new AppError('conflict', 'there already is an account')
  await discardSetUpCode(deps)
  return signIn(deps, userId, caller)
}
