import { listDueDeliveries } from '@rc/db/queries/deliveries'
import type { Deps } from '../deps.ts'
import { putJob } from '../work/put-job.ts'

const AT_ONCE = 100

/** Has somebody look whether each watch still holds what it should. */
export async function beginDueDeliveries({ database, queue }: Pick<Deps, 'database' | 'queue'>): Promise<void> {
  for (const { userId } of await listDueDeliveries(database, AT_ONCE))
    await queue.announce([
      await database.asUser(userId, (tenant) => putJob(tenant, 'garmin.workouts.push', {}, 'garmin')),
    ])
}
