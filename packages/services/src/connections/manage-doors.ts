import { deleteConnection, findConnection, updateConnection } from '@rc/db/queries/connections'
import { lockVendorAccount, updateVendorAccount } from '@rc/db/queries/vendor-accounts'
import { AppError, type Door, type Vendor } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { enqueueJob } from '../work/manage-jobs.ts'
import { notifyUser } from '../work/notify-user.ts'
import { presentConnection, type ConnectionView } from './list-connections.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'queue' | 'log' | 'now'>

/** Uses a door or leaves it alone. Throws `not_found` for one without a key. */
export async function switchDoor(
  { database, config, now }: Needs,
  userId: number,
  { vendor, door }: { vendor: Vendor; door: Door },
  enabled: boolean,
): Promise<ConnectionView> {
  return database.asUser(userId, async (tenant) => {
    await lockVendorAccount(tenant, vendor)
    if (!(await updateConnection(tenant, vendor, door, { enabled }))) throw new AppError('not_found', 'no such door')
    if (enabled) await updateVendorAccount(tenant, vendor, { nextSyncAt: now() })
    await notifyUser(tenant, { type: 'connection', vendor })
    return presentConnection({ config, now }, tenant, vendor)
  })
}

/** Forgets the key. What came through the door stays, and so does the time before which no login is sent. */
export async function removeDoor(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  { vendor, door }: { vendor: Vendor; door: Door },
): Promise<void> {
  await database.asUser(userId, async (tenant) => {
    if (!(await deleteConnection(tenant, vendor, door))) throw new AppError('not_found', 'no such door')
    await notifyUser(tenant, { type: 'connection', vendor })
  })
}

/** Has every endpoint asked one small question. */
export async function probeDoor(
  deps: Needs,
  userId: number,
  { vendor, door }: { vendor: Vendor; door: Door },
): Promise<{ jobId: number }> {
  const known = await deps.database.asUser(userId, (tenant) => findConnection(tenant, vendor, door))
  if (!known) throw new AppError('not_found', 'no such door')
  const { id } = await enqueueJob(deps, userId, 'garmin.door.probe', { door }, door)
  return { jobId: id }
}
