import { countUsers, readAccount, updateAccount, type Account } from '@rc/db/queries/accounts'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'

const present = ({ id, login, role, displayName, locale, timeZone, profileCompletedAt }: Account) => ({
  id,
  login,
  role,
  displayName,
  locale,
  timeZone,
  profileCompleted: profileCompletedAt !== null,
})
export type Me = ReturnType<typeof present>

export const isSetUp = async (deps: Pick<Deps, 'database'>): Promise<boolean> => (await countUsers(deps.database)) > 0

export const getMe = (deps: Pick<Deps, 'database'>, userId: number): Promise<Me> => updateMe(deps, userId, {})

export function updateMe(
  deps: Pick<Deps, 'database'>,
  userId: number,
  changes: { displayName?: string | undefined; locale?: 'ko' | 'en' | undefined; timeZone?: string | undefined },
): Promise<Me> {
  return deps.database.asUser(userId, async (tenant) => {
    await updateAccount(tenant, changes)
    const account = await readAccount(tenant)
    if (!account) throw new AppError('unauthenticated', 'the account is gone')
    return present(account)
  })
}
