import { countUsers, deleteAccount, lockAccount } from '@rc/db/queries/accounts'
import { lockAthlete } from '@rc/db/queries/activities-write'
import { cancelWaitingJobs } from '@rc/db/queries/jobs'
import { allowLongReading, countOwnRows, listOwnTables } from '@rc/db/queries/own-tables'
import { listRawHashes, lockAllRawFiles } from '@rc/db/queries/raw'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { removeBytes } from '../ingest/remove-raw-files.ts'
import { eventChannel } from '../work/notify-user.ts'
import { confirmPassword } from './confirm-password.ts'
import { prepareSetUpCode } from './setup-code.ts'

/** What was removed with an account. */
export interface RemovalReceipt {
  login: string
  removedAt: string
  rows: Record<string, number>
  files: number
  bytes: number
  filesShared: number
  firstRun: boolean
}

/**
 * Ends an account, with the password once more: rows, sessions, work and the bytes that nobody else has. The last account
 * leaves an appliance that waits for its first one. Throws `forbidden` for a wrong password.
 */
export async function removeAccount(
  deps: Pick<Deps, 'config' | 'database' | 'rawStore' | 'now'>,
  userId: number,
  password: string,
): Promise<RemovalReceipt> {
  const { database } = deps
  await confirmPassword(deps, userId, password)
  await database.asUser(userId, cancelWaitingJobs)
  const { login, rows, files } = await insist(() => removeRows(deps, userId))
  const gone = new Set(
    await removeBytes(
      deps,
      userId,
      files.map(({ sha256 }) => sha256),
    ),
  )
  const firstRun = (await countUsers(database)) === 0
  if (firstRun) await prepareSetUpCode(deps)
  const removed = files.filter(({ sha256 }) => gone.has(sha256))
  return {
    login,
    removedAt: deps.now().toISOString(),
    rows,
    files: removed.length,
    bytes: removed.reduce((sum, { bytes }) => sum + bytes, 0),
    filesShared: files.length - removed.length,
    firstRun,
  }
}

/** Everything in one transaction, with what there was of it. */
async function removeRows({ database }: Pick<Deps, 'database'>, userId: number) {
  return database.asUser(userId, async (tenant) => {
    await allowLongReading(tenant)
    await lockAllRawFiles(tenant)
    await lockAthlete(tenant)
    const account = await lockAccount(tenant)
    if (!account) throw new AppError('unauthenticated', 'the account is gone')
    const rows: Record<string, number> = {}
    for (const table of await listOwnTables(tenant)) {
      const count = await countOwnRows(tenant, table)
      if (count > 0) rows[table.name] = count
    }
    const files = await listRawHashes(tenant)
    await deleteAccount(tenant)
    await tenant.sql`select pg_notify(${eventChannel}, ${JSON.stringify({ userId, type: 'session' })})`
    return { login: account.login, rows, files }
  })
}

/** What was being written as the account ended may be in the way; of two that wait for each other Postgres picks one. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === '40P01'
      if (!isDeadlock || tries === 5) throw error
    }
  }
}
