import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'

export interface ActivityChange {
  name?: string | null | undefined
  rpe?: number | null | undefined
  duplicateOf?: number | null | undefined
  startedAt?: Date | undefined
}

export async function changeActivity(
  _deps: Pick<Deps, 'database' | 'queue' | 'log'>,
  _userId: number,
  _id: number,
  _change: ActivityChange,
): Promise<void> {
  throw new AppError('internal', 'not built yet')
}
export async function removeActivity(
  _deps: Pick<Deps, 'database' | 'queue' | 'rawStore' | 'log'>,
  _userId: number,
  _id: number,
): Promise<void> {
  throw new AppError('internal', 'not built yet')
}
