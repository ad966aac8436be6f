import { AppError } from '@rc/domain'
import type { Readable } from 'node:stream'
import type { Deps } from '../deps.ts'

/** The bytes an activity came from, as they came in. */
export async function openOriginal(
  _deps: Pick<Deps, 'database' | 'rawStore'>,
  _userId: number,
  _activityId: number,
): Promise<{ name: string; bytes: number; stream: Readable }> {
  throw new AppError('internal', 'not built yet')
}
