import { findLogin } from '@rc/db/queries/accounts'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { verifyPassword } from './password.ts'
import { openSession } from './sessions.ts'
import { createThrottle } from './throttle.ts'

/** Per login and address: somebody who guesses from elsewhere cannot lock the athlete out. */
const throttle = createThrottle({ freeTries: 5, longestWaitS: 900 })

export interface Caller {
  address: string
  userAgent: string
}

/** Checks a password and opens a session. Throws `unauthenticated`, without telling which part was wrong. */
export async function logIn(
  deps: Pick<Deps, 'database' | 'now'>,
  credentials: { login: string; password: string },
  caller: Caller,
): Promise<{ userId: number; token: string }> {
  const login = credentials.login.toLowerCase()
  const key = `${login} ${caller.address}`
  const known = await findLogin(deps.database, login)
  const matches = await verifyPassword(known?.passwordHash ?? null, credentials.password, () =>
    throttle.check(key, deps.now()),
  )
  if (!known || !matches) {
    throttle.fail(key, deps.now())
    throw new AppError('unauthenticated', 'wrong login or password')
  }
  throttle.forgive(key)
  return { userId: known.userId, token: await openSession(deps, known.userId, caller.userAgent) }
}
