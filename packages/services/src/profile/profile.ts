import { readAccount, updateAccount } from '@rc/db/queries/accounts'
import { listThresholds } from '@rc/db/queries/profile'
import type { Tenant } from '@rc/db'
import { AppError, type LocalDate, type Sex } from '@rc/domain'
import { markThresholdsChanged } from '../analysis/mark-thresholds-changed.ts'
import type { Deps } from '../deps.ts'
import { suggestFromHistory } from './suggest-from-history.ts'

/** Before every activity. */
export const sinceEver: LocalDate = '1970-01-01'

async function readProfile(tenant: Tenant, now: Date) {
  const account = await readAccount(tenant)
  if (!account) throw new AppError('unauthenticated', 'the account is gone')
  const { birthYear, sex, timeZone } = account
  const thresholds = await listThresholds(tenant)
  return {
    birthYear,
    sex,
    timeZone,
    thresholds,
    suggestions: await suggestFromHistory(tenant, account, thresholds, now),
  }
}

/** What the athlete told of themselves, and what their data suggests. */
export const getProfile = (deps: Pick<Deps, 'database' | 'now'>, userId: number) =>
  deps.database.asUser(userId, (tenant) => readProfile(tenant, deps.now()))

/** Changes what is given; the questions of the first set-up count as seen from then on. */
export async function updateProfile(
  deps: Pick<Deps, 'database' | 'queue' | 'log' | 'now'>,
  userId: number,
  changes: { birthYear?: number | null | undefined; sex?: Sex | undefined },
) {
  await deps.database.asUser(userId, (tenant) => updateAccount(tenant, { ...changes, profileCompletedAt: deps.now() }))
  if (changes.birthYear !== undefined || changes.sex !== undefined) await markThresholdsChanged(deps, userId, sinceEver)
  return getProfile(deps, userId)
}
