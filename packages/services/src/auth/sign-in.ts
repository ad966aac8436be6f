import { rememberDevice } from '@rc/db/queries/known-devices'
import type { Deps } from '../deps.ts'
import { openSession } from './sessions.ts'
import { createToken, hashToken } from './token.ts'

/** Who is at the door. */
export interface Caller {
  address: string
  userAgent: string
  /** What an earlier sign-in in this browser left there. */
  device: string | undefined
}

/** A session and the mark that this browser is known; both are kept nowhere but in its cookies. */
export interface SignIn {
  userId: number
  token: string
  device: string
}

/** Opens a session in a browser. `device`: the mark it has, when it is known as this athlete's already. */
export async function signIn(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { userAgent }: Pick<Caller, 'userAgent'>,
  device = createToken(),
): Promise<SignIn> {
  await deps.database.asUser(userId, (tenant) => rememberDevice(tenant, hashToken(device), deps.now()))
  return { userId, device, token: await openSession(deps, userId, userAgent) }
}
