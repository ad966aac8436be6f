import { findLogin } from '@rc/db/queries/accounts'
import { isKnownDevice } from '@rc/db/queries/known-devices'
import type { Limit } from '@rc/db/queries/login-tries'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { tryPassword } from './password.ts'
import { signIn, type Caller, type SignIn } from './sign-in.ts'
import { chargeTry, limitOf, networkOf, settleTry } from './throttle.ts'
import { hashToken } from './token.ts'
import { checkSecondStep } from './two-step.ts'

type LogInDeps = Pick<Deps, 'config' | 'database' | 'log' | 'now'>

export interface Credentials {
  login: string
  password: string
  /** The code of the authenticator, or a recovery code. */
  code?: string | undefined
}

/**
 * Checks a password, and the code where two steps are on, and opens a session. Throws `unauthenticated`, without telling
 * whether login or password was wrong; with the reason `code_required` or `code_wrong` once both were right.
 */
export async function logIn(
  deps: LogInDeps,
  { login: typed, password, code }: Credentials,
  caller: Caller,
): Promise<SignIn> {
  const login = typed.toLowerCase()
  const known = await findLogin(deps.database, login)
  const device = await findDevice(deps, login, caller)
  const limits = device === undefined ? strangerLimits(login, caller.address) : [limitOf('device', login, device)]
  const charge = () => chargeTry(deps, limits)
  const userId = await tryPassword(known?.passwordHash ?? null, password, charge, async (matches) => {
    if (!known || !matches) throw new AppError('unauthenticated', 'wrong login or password')
    await passSecondStep(deps, known.userId, code, limits)
    return known.userId
  })
  return signIn(deps, userId, caller, device)
}

/** A code that is missing was no guess; one that is wrong stays counted. */
async function passSecondStep(
  deps: LogInDeps,
  userId: number,
  code: string | undefined,
  limits: Limit[],
): Promise<void> {
  const found = await checkSecondStep(deps, userId, code)
  if (found === 'missing') await settleTry(deps, [], limits)
  else if (found !== 'wrong') return settleTry(deps, limits.slice(0, 1), limits.slice(1))
  throw new AppError('unauthenticated', 'the second step is missing or wrong', {
    details: { reasons: [found === 'missing' ? 'code_required' : 'code_wrong'] },
  })
}

/** The browser's mark, if it is one of this account's. */
async function findDevice(
  deps: Pick<Deps, 'database'>,
  login: string,
  { device }: Caller,
): Promise<string | undefined> {
  return device !== undefined && (await isKnownDevice(deps.database, login, hashToken(device))) ? device : undefined
}

/** The first one is nobody else's: it starts afresh once they are in. */
const strangerLimits = (login: string, address: string) => {
  const network = networkOf(address)
  return [limitOf('accountFromAddress', login, network), limitOf('account', login), limitOf('address', network)]
}
