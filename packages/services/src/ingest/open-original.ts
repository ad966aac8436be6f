import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { findRawFileOfActivity } from '@rc/db/queries/raw'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'

/** The bytes an activity came from, as they came in. Throws `not_found`, also for an activity without a file. */
export async function openOriginal(
  { database, rawStore }: Pick<Deps, 'database' | 'rawStore'>,
  userId: number,
  activityId: number,
): Promise<{ name: string; bytes: number; stream: Readable }> {
  const file = await database.asUser(userId, (tenant) => findRawFileOfActivity(tenant, activityId))
  if (!file) throw new AppError('not_found', 'this activity has no file')
  return { name: file.name, bytes: file.bytes, stream: createReadStream(await rawStore.path(file.sha256)) }
}
