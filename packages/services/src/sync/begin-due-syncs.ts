import { forgetOldLogins, listDueSyncs } from '@rc/db/queries/vendor-accounts'
import type { Deps } from '../deps.ts'
import { putJob } from '../work/put-job.ts'

const AT_ONCE = 100

/** Has everybody looked after whose turn it is, and empties logins that nobody has finished. */
export async function beginDueSyncs({ database, queue }: Pick<Deps, 'database' | 'queue'>): Promise<void> {
  await forgetOldLogins(database)
  for (const { userId } of await listDueSyncs(database, AT_ONCE))
    await queue.announce([
      await database.asUser(userId, (tenant) => putJob(tenant, 'garmin.account.sync', {}, 'garmin')),
    ])
}
