import { countUsers, createFirstUser, type NewAccount } from '@rc/db/queries/accounts'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import type { Caller } from './log-in.ts'
import { hashPassword } from './password.ts'
import { openSession } from './sessions.ts'
import { discardSetUpCode, isSetUpCode } from './setup-code.ts'
import { createThrottle } from './throttle.ts'

const throttle = createThrottle({ freeTries: 10, longestWaitS: 60 })

type SetUp = Omit<NewAccount, 'passwordHash'> & { code: string; password: string }

/** Creates the first account. Throws `conflict` when there is one, `forbidden` when the code is wrong. */
export async function setUp(
  deps: Pick<Deps, 'config' | 'database' | 'now'>,
  { code, password, ...account }: SetUp,
  caller: Caller,
): Promise<{ userId: number; token: string }> {
  if ((await countUsers(deps.database)) > 0) throw new AppError('conflict', 'there already is an account')
  throttle.check(caller.address, deps.now())
  if (!(await isSetUpCode(deps, code))) {
    throttle.fail(caller.address, deps.now())
    throw new AppError('forbidden', 'wrong setup code')
  }
  const userId = await createFirstUser(deps.database, { ...account, passwordHash: await hashPassword(password) })
  if (userId === null) throw new AppError('conflict', 'there already is an account')
  await discardSetUpCode(deps)
  return { userId, token: await openSession(deps, userId, caller.userAgent) }
}
