import { readAccount } from '@rc/db/queries/accounts'
import {
  createInvitedUser,
  deleteInvitation,
  insertInvitation,
  listInvitations as readInvitations,
  readInvitationState,
  type Invitation,
  type InvitationState,
} from '@rc/db/queries/invitations'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { createOneTimeCode, hashOneTimeCode } from './one-time-code.ts'
import { hashPassword } from './password.ts'
import { requireStrongPassword } from './password-strength.ts'
import type { Joining } from './set-up.ts'
import { signIn, type Caller, type SignIn } from './sign-in.ts'
import { chargeTry, limitOf, networkOf, settleTry } from './throttle.ts'

const LIFE_MS = 7 * 86_400_000

const present = ({ id, createdAt, expiresAt, acceptedAt }: Invitation) => ({
  id,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  acceptedAt: acceptedAt?.toISOString() ?? null,
})

/** The owner's way to bring somebody into the house. The code is shown this once and works once, for seven days. */
export async function invite(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  const code = createOneTimeCode()
  return deps.database.asUser(userId, async (tenant) => {
    if ((await readAccount(tenant))?.role !== 'owner') throw new AppError('forbidden', 'only the owner invites')
    const expiresAt = new Date(deps.now().getTime() + LIFE_MS)
    return { ...present(await insertInvitation(tenant, { codeSha256: hashOneTimeCode(code), expiresAt })), code }
  })
}

export async function listInvitations(deps: Pick<Deps, 'database'>, userId: number) {
  return { invitations: (await deps.database.asUser(userId, readInvitations)).map(present) }
}

export async function revokeInvitation(deps: Pick<Deps, 'database'>, userId: number, id: number): Promise<void> {
  if (!(await deps.database.asUser(userId, (tenant) => deleteInvitation(tenant, id)))) throw new AppError('not_found')
}

/** Whether a code would still let somebody in. A code that once did is no guess, and gives no new ones. */
export async function checkInvitation(
  deps: Pick<Deps, 'database' | 'now'>,
  { code }: { code: string },
  caller: Pick<Caller, 'address'>,
): Promise<{ state: InvitationState | 'unknown' }> {
  const limits = [limitOf('invitation', networkOf(caller.address))]
  await chargeTry(deps, limits)
  const state = await readInvitationState(deps.database, hashOneTimeCode(code))
  if (state === 'open') await settleTry(deps, limits)
  else if (state !== null) await settleTry(deps, [], limits)
  return { state: state ?? 'unknown' }
}

/** An account of one's own, with nothing shared. Throws `forbidden` for a code that does not hold, `conflict` for a login that is taken. */
export async function acceptInvitation(
  deps: Pick<Deps, 'database' | 'now'>,
  { code, password, ...account }: Joining,
  caller: Caller,
): Promise<SignIn> {
  if ((await checkInvitation(deps, { code }, caller)).state !== 'open') throw notValid()
  const codeSha256 = hashOneTimeCode(code)
  requireStrongPassword(password, account.login)
  const passwordHash = await hashPassword(password)
  const userId = await createInvitedUser(deps.database, codeSha256, { ...account, passwordHash }).catch(asConflict)
  if (userId === null) throw notValid()
  return signIn(deps, userId, caller)
}

const notValid = () =>
  new AppError('forbidden', 'the invitation does not hold', { details: { reasons: ['invitation'] } })

function asConflict(error: unknown): never {
  for (let e = error; e instanceof Error; e = e.cause)
    if ('code' in e && e.code === '23505')
      throw new AppError('conflict', 'the login is taken', { details: { reasons: ['login_taken'] } })
  throw error
}
